## Antwoorden

answer = **{ $title }**

    { $body }

    _Bron: { $source }_

    Helpt dit?
source-undated = zonder datum
only-in-other-language = _Deze tip is er nog niet in het Nederlands._
helps = Ja, dit helpt
helps-not = Nee, niet echt
helped = Fijn om te horen.
helped-not = Jammer, daar leren we van. Zal ik je vraag doorgeven aan de begeleiders?
did-you-mean = Ik weet niet zeker wat je bedoelt. Is het een van deze?
none-of-these = Geen van deze

## Niet weten en doorgeven

unknown = Dat weet ik niet. Ik antwoord alleen met tips uit het netwerk, en hier heb ik er geen over. Zal ik je vraag doorgeven aan de begeleiders?
pass-on-yes = Ja, geef door
pass-on-no = Nee, laat maar
passed-on = Je vraag staat nu bij de begeleiders. Dank je: van jouw vraag leert het hele netwerk.
passed-on-shortened = Je vraag is lang. De eerste { $length } tekens staan nu bij de begeleiders. Dank je: van jouw vraag leert het hele netwerk.
not-passed-on = Goed, ik bewaar niets. Stel gerust een andere vraag.
type-question = Typ je vraag, dan geef ik hem door. Toch niet? Stuur /stop.
type-again = Ik bewaar je woorden pas als jij dat wilt, en nu ben ik ze kwijt. Typ je vraag nog een keer, dan geef ik hem door. Toch niet? Stuur /stop.

## Lezen wat iemand typt

empty = Ik zie geen tekst. Typ je vraag in een paar woorden.
number-of-list = Kies een nummer van { $first } tot en met { $last }, of typ gewoon je vraag.
lone-number = Er staat nu geen lijstje open. Typ je vraag in een paar woorden, dan zoek ik met je mee.
closed = Deze vraag is gesloten. Typ gerust een nieuwe.
only-text = Ik lees alleen tekst. Typ je vraag in een paar woorden, dan zoek ik met je mee.
not-yours = Deze keuze is voor degene die de vraag stelde. Stel gerust zelf een vraag.
come-to-me = Dat bespreek ik liever met jou alleen. Open een gesprek met mij en stuur het daar nog eens.
only-encrypted = Dit vertel ik alleen in een versleuteld gesprek. Open er een met mij en vraag het daar nog eens.
unreadable = Ik kon dit niet lezen, stuur het nog eens.
from-elsewhere = Ik praat alleen met leden van het leernetwerk. Hoor je erbij? Vraag je begeleider om een uitnodiging.
plain-room = Ik praat alleen in versleutelde gesprekken. Open een versleuteld gesprek met mij, dan help ik je daar.
answer-or-question = Is dit je antwoord, of heb je een nieuwe vraag?
it-is-the-answer = Mijn antwoord
it-is-a-question = Nieuwe vraag
words-forgotten = Ik ben je bericht kwijt, want ik bewaar niet zomaar wat je typt. Stuur het nog een keer.
unknown-command = Dat commando ken ik niet. Stuur /help voor wat ik kan.
apology = Er ging bij mij iets mis. Probeer het zo nog eens. Blijft het misgaan? Geef dan deze code aan de beheerder: { $code }

## Meedoen

stranger = Hoi. Ik ben er voor de leden van een leernetwerk. Heb je een uitnodiging? Stuur me de code die erin staat.
facilitators-only = Dat kunnen alleen begeleiders van het netwerk.
code-unknown = Die code ken ik niet. Kijk hem nog eens na, of vraag je begeleider om een nieuwe.
code-expired = Deze uitnodiging is verlopen. Vraag je begeleider om een nieuwe.
code-used-up = Met deze uitnodiging is iedereen al binnen voor wie hij bedoeld was. Vraag je begeleider om een nieuwe.
wrong-codes = { $minutes ->
        [one] Dat waren veel verkeerde codes. Probeer het over een minuut nog eens.
       *[other] Dat waren veel verkeerde codes. Probeer het over { $minutes } minuten nog eens.
    }
already-member = Je bent al lid van { $network }. Stel gerust je vraag.
join-privacy =
    Welkom. Je bent uitgenodigd voor **{ $network }**.

    Om mee te doen bewaar ik je naam, je organisatie, wat je daar doet en hoe ik je hier bereik. Daarmee nodig ik je uit voor bijeenkomsten en weten begeleiders wie er komt. Wat je vraagt, bewaar ik alleen als je het zelf doorgeeft. Je kunt alles inzien en laten wissen.

    Doe je mee?
join-yes = Ja, ik doe mee
join-no = Nee, dank je
join-declined = Goed, ik bewaar niets van je. Bedenk je je? Stuur dan de code nog eens.
join-name = Fijn. Hoe heet je, en voor welke organisatie werk je? Bijvoorbeeld: Sanne de Vries, Gezinshuis De Linde
join-name-again = Ik zie nog geen naam. Hoe heet je?
join-organisation = Dag { $name }. Voor welke organisatie werk je?
join-organisation-again = Ik zie nog geen organisatie. Hoe heet waar je werkt?
join-function = { $organisation }, genoteerd. En wat doe je daar?
joined = Welkom in { $network }, { $name }. Stel je eerste vraag gerust meteen, of kijk met /help wat ik nog meer kan.
function-practitioner = Pedagogisch professional
function-behavioural_scientist = Gedragswetenschapper
function-policy = Beleidsmedewerker
function-director = Bestuurder of directeur
function-expert_by_experience = Ervaringsdeskundige
function-education = Onderwijs
function-other = Iets anders

## Commando's

welcome =
    Hoi, ik ben de Leernetwerkbot. Ik geef tips uit het leernetwerk voor de praktijk van kleinschalig verblijf.

    Typ je vraag zoals je hem aan een collega zou stellen, bijvoorbeeld: school stuurt hem weer naar huis, wat nu? Met /help zie je wat ik nog meer kan.

    Noem geen namen of gegevens van kinderen en ouders.
ask-prompt = Typ je vraag gewoon hier, zoals je hem aan een collega zou stellen.
themes = Over deze onderwerpen heb ik tips. Welk onderwerp wil je zien?
theme-choice = { $title } ({ $count })
theme = **{ $title }**. Welke tip wil je lezen?
language-choose = In welke taal praten we?
language-chosen = Goed, we praten Nederlands. Stel je een vraag in het Engels, dan antwoord ik in het Engels.
language-unknown = Die taal spreek ik niet. Kies er een van deze twee.
stopped = Goed, we stoppen hiermee. Typ een vraag als je weer iets wilt weten.
nothing-to-stop = Er stond niets open. Typ een vraag als je iets wilt weten.
help =
    Stel je vraag zoals je hem aan een collega zou stellen. Ik zoek de tip die erbij past, en zeg het eerlijk als ik het niet weet.

    Je kunt ook dit sturen:
    { $commands }

    Noem geen namen of gegevens van kinderen en ouders.
help-line = /{ $name } – { $does }
does-ask = een vraag stellen
does-themes = bladeren door de tips
does-language = Nederlands of Engels kiezen
does-help = dit overzicht
does-stop = stoppen waar we mee bezig zijn
does-start = opnieuw beginnen
