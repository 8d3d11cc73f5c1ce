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
passed-on = Je vraag staat nu bij de begeleiders. Je krijgt hier antwoord. Dank je: van jouw vraag leert het hele netwerk.
passed-on-shortened = Je vraag is lang. De eerste { $length } tekens staan nu bij de begeleiders. Je krijgt hier antwoord. Dank je: van jouw vraag leert het hele netwerk.
not-passed-on = Goed, ik bewaar niets. Stel gerust een andere vraag.
type-question = Typ je vraag, dan geef ik hem door. Toch niet? Stuur /stop.
type-again = Ik bewaar je woorden pas als jij dat wilt, en nu ben ik ze kwijt. Typ je vraag nog een keer, dan geef ik hem door. Toch niet? Stuur /stop.

## Wat iemand kan herkennen

guard-certain = Dit heb ik niet bewaard: er staat iets in waaraan iemand te herkennen is. Het gaat om { $words }.
guard-nothing-to-remove = Wat je typte, staat alleen op jouw scherm. Ik hoef dus niets weg te halen.
guard-neutral = Zo kan het wel:
guard-send-so = Zal ik het zo sturen? Je kunt het ook zelf opnieuw typen.
guard-type-without = Typ het opnieuw, zonder namen en andere gegevens. Dan stuur ik het.
guard-send = Ja, stuur het zo
guard-remove = Haal mijn bericht weg
guard-leave = Nee, laat maar
guard-possible-name = { $count ->
        [one] Voor de zekerheid: is { $words } een persoon?
       *[other] Voor de zekerheid: is een van deze een persoon? { $words }
    }
guard-possible = { $count ->
        [one] Voor de zekerheid: kun je aan { $words } zien over wie het gaat?
       *[other] Voor de zekerheid: kun je aan een van deze zien over wie het gaat? { $words }
    }
guard-yes = Ja
guard-no = Nee
guard-type-again = Ik bewaar je woorden niet zomaar, en nu ben ik ze kwijt. Typ het nog een keer, zonder namen van kinderen of ouders. Toch niet? Stuur /stop.
guard-left = Goed, ik heb niets bewaard.
guard-removed = Je bericht is weg.
guard-not-removed = Ik mag je bericht niet weghalen. Wil jij dat doen? Houd je vinger op het bericht en kies Verwijderen.
guard-gentle = _Ik bewaar je vraag niet. Noem hier liever geen naam of andere gegevens van een kind of ouder._
guard-gentle-group = In je vraag in de groep staat iets waaraan iemand te herkennen is. Haal je bericht daar liever weg.

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
danger-or-answer = Was dit gewoon je antwoord op mijn vraag? Tik dan hieronder, dan gaan we verder.
too-many = Zoveel berichten tegelijk kan ik niet lezen. Ik heb je laatste berichten overgeslagen. Stuur ze over een paar minuten nog eens.
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
invitation = Je bent uitgenodigd voor { $network }. Open een gesprek met de Leernetwerkbot en stuur deze code: { $code }
invitation-with-link = Je bent uitgenodigd voor { $network }. Open { $link }, of stuur de Leernetwerkbot deze code: { $code }
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

## Eigen gegevens

privacy = **Wat ik van je bewaar**

    Ik bewaar alleen wat ik nodig heb, en niet langer dan dit:

    { $kept }

    Wat je vraagt, bewaar ik pas als je het zelf doorgeeft. Met /mijngegevens krijg je alles wat ik van je heb. Met /vergeetmij wis ik het.
kept-members = **Wie je bent**: je naam, organisatie, functie en taal, je netwerken en hoe ik je bereik. Zo herken ik je en weet ik waar je bij hoort. Zolang je lid bent, en daarna nog { $period }.
kept-visitors = **Hoe ik je bereik als je geen lid bent**: om je te kunnen antwoorden. { $period }.
kept-questions = **Vragen die je doorgeeft**: zodat begeleiders ze kunnen beantwoorden. { $period }.
kept-reflections = **Hoe je terugkijkt**: wat je na een bijeenkomst en tussendoor antwoordt, en de stap die je probeert. Zo leren jij en het netwerk. { $period }.
kept-prompts = **Welke vragen om na te denken je kreeg**: zodat je niet twee keer dezelfde krijgt. { $period }.
kept-tips = **Tips die je voorstelde en die niet (meer) geplaatst zijn**: zodat de begeleiders ze kunnen bekijken. { $period } na de laatste verandering. Een geplaatste tip blijft; je naam staat er alleen bij als jij dat wilt.
kept-opinions = **Of een tip je hielp**: zo worden de tips beter. Na { $period } staat er niet meer bij wie het zei.
kept-experiences = **Of je een tip gebruikte**: of hij werkte en in welke situatie. Zo weten anderen wat ze eraan hebben. Na { $period } blijft alleen het aantal over, zonder jou en zonder je woorden.
kept-messages = **Wat ik je stuurde**: om te zien of het aankwam. { $period }.
kept-lists = **Keuzes die ik je liet zien**: zodat de knoppen blijven werken. { $period }.
kept-steps = **Een antwoord waar ik op wacht**: zodat je verder kunt waar je was. { $period }.
kept-surplus = **Berichten waar ik nog niet aan toe ben**, als je er heel veel tegelijk stuurt: zodat er geen verloren gaat. Meestal een paar tellen, hooguit { $period }.
kept-gaps = **Waarover ik geen antwoord wist**: alleen hoe vaak, per onderwerp, netwerk en maand. Niet wat je vroeg, en niet dat jij het was. Zo weten de begeleiders waar vragen over zijn. { $period }.
kept-guard-counts = **Hoe vaak ik namen en andere gegevens tegenhield**: alleen aantallen, zodat het netwerk kan zien of het goed gaat. { $period }.
kept-attendance = **Of je naar een bijeenkomst kwam**, wat je antwoordde en wat je voorbereidde: om te zien wie er komt en wie we missen. { $period } na de bijeenkomst, daarna staat er niet meer bij om wie het ging.
kept-guests = **Namen van gasten en vervangers**: zodat de begeleiders weten wie er komt. { $period } na de bijeenkomst.
kept-agenda = **Wat je inbrengt voor een bijeenkomst**: om het samen te kunnen bespreken. { $period }.
kept-handled = **Dat ik een bericht al had**, als een code zonder je woorden: zodat ik niet twee keer antwoord. { $period }.
kept-invitations = **Uitnodigingen en koppelcodes**: om je binnen te laten. Tot { $period } nadat ze verlopen zijn.
kept-wrong-codes = **Hoe vaak je een verkeerde code stuurde**: zodat niemand codes kan raden. { $period }.
kept-audit = **Wie wat veranderde in een netwerk**, onder een schuilnaam: om na te kunnen gaan wat er gebeurd is. { $period }.
my-data = Dit is alles wat ik van je bewaar: een keer om te lezen en een keer voor de computer. Klopt er iets niet? Vraag je begeleider om hulp.
my-data-again = Ik kon je gegevens net niet sturen, en ik bewaar zo'n kopie niet. Stuur nog een keer /mijngegevens.
forget = Ik wis dan alles wat ik van je weet, en je bent geen lid meer. Vragen die je doorgaf, wis ik ook. Alleen tellingen blijven, zonder jou. Dit kan ik niet terugdraaien. Weet je het zeker?
forget-yes = Ja, wis alles
forget-no = Nee, toch niet
forgotten = Ik heb alles van je gewist. Wat hier in ons gesprek staat, kun je zelf verwijderen. Het ga je goed.
forgotten-not = Goed, alles blijft zoals het was.
last-facilitator = Je bent de enige begeleider van { $network }, en er zijn nog leden. Maak eerst iemand anders begeleider, of vraag de beheerder om hulp. Daarna kan ik je wissen.
pause = Hoe lang zal ik stil zijn? Je hoort dan alleen iets als je zelf iets vraagt.
pause-longer = Ik ben stil tot { $until }. Wil je dat veranderen?
pause-unknown = Hoe lang is dat? Kies er een van deze, of stuur bijvoorbeeld /pauze 10 dagen. Langer dan een jaar kan niet.
pause-off = Weer aan
paused = Goed, tot { $until } hoor je alleen iets als je zelf iets vraagt.
resumed = Fijn, ik ben er weer. Vanaf nu hoor je ook weer van je netwerk.
not-for-operator = Je praat hier als beheerder. Dit is er voor leden.
period-days = { $number ->
        [one] { $number } dag
       *[other] { $number } dagen
    }
period-weeks = { $number ->
        [one] { $number } week
       *[other] { $number } weken
    }
period-months = { $number ->
        [one] { $number } maand
       *[other] { $number } maanden
    }
day = { $day } { $month ->
        [1] januari
        [2] februari
        [3] maart
        [4] april
        [5] mei
        [6] juni
        [7] juli
        [8] augustus
        [9] september
        [10] oktober
        [11] november
       *[12] december
    } { $year }
copy-file = mijngegevens
copy-title = Alles wat de Leernetwerkbot van je bewaart, op { $day }
data-people = Wie je bent
data-calendar_feeds = Je kalender
data-rsvps = Wat je antwoordde op uitnodigingen
data-attendance = Of je bij een bijeenkomst was
data-invitees = Bijeenkomsten waarvoor je uitgenodigd bent
data-meeting_preparers = Bijeenkomsten die je voorbereidt
data-meetings = Bijeenkomsten die je maakte
data-agenda_items = Wat je inbracht
data-agenda_votes = Waar je voor koos
data-memberships = Je netwerken
data-doors = Hoe de bot je bereikt
data-questions = Vragen die je doorgaf
data-question_groups = Vragen die je oppakte of beantwoordde
data-reflections = Hoe je terugkeek op bijeenkomsten
data-tips = Tips die je schreef
data-tip_uses = Tips die je hielpen, en wat ervan kwam
data-tip_reviews = Tips die je nakeek
data-small_steps = Je kleine stappen
data-prompt_answers = Wat je antwoordde op vragen om na te denken
data-prompts_asked = Welke vragen om na te denken je kreeg
data-feedback = Of een tip je hielp
data-outbox = Wat de bot je stuurde
data-surplus = Berichten waar de bot nog niet aan toe is
data-choice_list = Keuzes die je kreeg
data-pending_step = Waar de bot op wacht
data-expected_answers = Waar de bot op wacht, waar je ook bent
data-invitations = Uitnodigingen die je maakte
data-link_codes = Koppelcodes
data-wrong_codes = Verkeerde codes
data-audit = Wat er veranderd is, onder je schuilnaam
field-name = naam
field-pseudonym = schuilnaam
field-organisation = organisatie
field-function = functie
field-language = taal
field-started_at = begonnen op
field-paused_until = stil tot
field-created_at = bekend sinds
field-left_at = geen lid meer sinds
field-last_network_id = netwerk dat je het laatst koos
field-network = netwerk
field-role = rol
field-since = sinds
field-platform = app
field-sender = jouw nummer of naam daar
field-conversation = gesprek
field-preferred = liefst hier
field-unreachable_since = niet te bereiken sinds
field-unreachable_reason = waarom niet
field-ownerless_since = van niemand sinds
field-text = tekst
field-message = bericht
field-status = stand
field-asked_at = gevraagd op
field-mark = cijfer
field-takeaway = wat je meeneemt
field-quotable = mag in de oogst
field-ask_when = wanneer ik ernaar vraag
field-ask_at = ik vraag ernaar op
field-asked = hoe vaak gevraagd
field-outcome = wat ervan kwam
field-learned = wat je leerde
field-shared = gedeeld met het netwerk
field-day = ronde van
field-prompt = vraag
field-anonymity = wie het ziet
field-asked_on = gekregen op
field-state = wat je ermee deed
field-tip = tip
field-reopened = nog eens doorgegeven
field-claimed_at = opgepakt op
field-nudged_at = herinnerd op
field-brought_at = op de agenda gezet op
field-said_asked_at = gevraagd wat erover is gezegd op
field-earlier_answer = eerder antwoord
field-helped = hielp
field-at = op
field-key = kenmerk
field-kind = soort
field-thread = onderwerp in het gesprek
field-reply = tekst van de bot
field-not_before = niet eerder dan
field-not_after = niet later dan
field-attempts = pogingen
field-lapsed = misschien dubbel
field-reason = wat er misging
field-sent_at = gestuurd op
field-message_id = nummer van het bericht
field-owner = voor wie
field-choices = keuzes
field-expires_at = geldig tot
field-closed_at = gesloten op
field-data = al gegeven
field-about = gaat over
field-prompt_key = kenmerk van de vraag
field-uses_left = nog te gebruiken
field-created_by = gemaakt door
field-wrong = aantal
field-last_at = laatste op
field-actor = wie
field-action = wat
field-subject = over wie of wat
field-detail = meer
field-reminders = eigen herinneringen
field-meeting = bijeenkomst
field-answer = antwoord
field-answered_at = geantwoord op
field-for_version = voor datum nummer
field-replaced_by_name = wie er in jouw plaats komt
field-replaced_by = wie er in jouw plaats was
field-invited_at = uitgenodigd op
field-version = laatst verteld: datum nummer
field-cancel_told = afzegging verteld
field-card_key = kenmerk van de uitnodiging
field-theme = thema
field-local_start = begint
field-timezone = tijdzone
field-duration = duur
field-place = plaats
field-link = link
field-cancel_reason = waarom het niet doorgaat
field-chosen = op de agenda
field-title = titel
field-body = tekst van de tip
field-sources = bron
field-phrasings = hoe mensen ernaar vragen
field-author = schrijver
field-credit = met dank aan
field-changed_at = veranderd op
field-published_at = geplaatst op
field-offered_at = aan alle netwerken aangeboden op
field-consent_asked_at = om toestemming gevraagd op

field-helped_at = hielp op
field-context = in welke situatie
field-approved = mag van een begeleider bij de tip
field-verdict = wat je ervan vond
field-remark = wat je de beheerder liet weten
field-item_id = nummer van het punt
value-yes = ja
value-no = nee
value-member = lid
value-facilitator = begeleider

## Profiel, netwerken en koppelen

noted = Genoteerd.
not-known = nog niet bekend
no-profile = Je bent hier beheerder en geen lid. Een profiel heb je dus niet.
no-network = Er is nog geen netwerk. De beheerder maakt er een met `leernetwerk network add`.
which-network = Over welk netwerk gaat het?
profile =
    Zo ken ik je:

    Naam: { $name }
    Organisatie: { $organisation }
    Wat je doet: { $function }
    Taal: { $spoken }
    Netwerken: { $networks }
    Bereikbaar via: { $doors }

    Wil je iets veranderen?
change-name = Mijn naam
change-organisation = Mijn organisatie
change-function = Wat ik doe
change-language = Mijn taal
change-reminders = Mijn herinneringen
change-doors = Waar je me bereikt
ask-name = Hoe heet je?
ask-organisation = Voor welke organisatie werk je?
ask-function = Wat doe je daar?
ask-door = Ik bereik je nu het eerst via { $door }. Lukt dat niet, dan probeer ik het via de andere. Hoe wil je het?
door-first = Eerst via { $door }
door-away = { $door } loskoppelen
networks = Je zit in deze netwerken:
leave = Stoppen met { $network }
leave-sure = Wil je stoppen met { $network }? Je krijgt dan geen uitnodigingen en herinneringen meer.
leave-yes = Ja, ik stop ermee
leave-no = Nee, ik blijf
left = Je bent nu geen lid meer van { $network }. Dank je voor het meedoen. Met een nieuwe uitnodiging kun je altijd terugkomen.
stayed = Fijn dat je blijft.
link-code =
    Zo herken ik je ook in je andere app. Open daar een gesprek met mij en typ binnen { $minutes } minuten:

    /koppel { $code }

    Geef deze code aan niemand anders: wie hem typt, praat daarna als jou met mij.
link-nobody = Ik ken je hier nog niet. Stuur /koppel in de app waarin je al met mij praat. Dan krijg je een code om hier te typen.
link-same = Deze code is voor je andere app. Typ hem daar.
link-unknown = Die code ken ik niet, of hij is verlopen. Stuur /koppel in je andere app voor een nieuwe.
linked = Gelukt, { $name }. Vanaf nu ken ik je hier ook. Met /profiel kies je waar ik je het eerst bereik.
told-linked = Vanaf nu praat je ook via { $platform } met mij. Was jij dat niet? Stuur dan /profiel en koppel die app los.
merge-sure = Hier ken ik je als { $here }, in je andere app als { $there }. Zal ik er één persoon van maken? Ik houd dan { $there } aan, met alles wat van jullie samen is. Dit kan ik niet terugdraaien.
merge-yes = Ja, dat ben ik allebei
merge-no = Nee, laat zo
merge-declined = Goed, ik laat het zo.

## Begeleiden

role-member = lid
role-facilitator = begeleider
invite-role = Als wat nodig je iemand uit voor { $network }?
invite-uses = Voor hoeveel mensen is de uitnodiging?
invite-days = Hoe lang mag de uitnodiging werken?
invitation-made =
    Klaar. De uitnodiging werkt { $days } dagen, voor { $uses ->
        [one] één persoon
       *[other] { $uses } mensen
    }, als { $role }. Dit kun je doorsturen:

    Je bent uitgenodigd voor **{ $network }**. { $way }

    /start { $code }
invite-by-link = Open { $link } of typ in een gesprek met mij:
invite-by-code = Open een gesprek met mij en typ:
members = **{ $network }**: { $people ->
        [one] één persoon
       *[other] { $people } mensen
    }, { $waiting ->
        [0] en iedereen is begonnen.
        [one] van wie er één nog niet begonnen is.
       *[other] van wie er { $waiting } nog niet begonnen zijn.
    }
members-further = Verder (pagina { $page } van { $pages })
members-back = Terug naar de lijst
member-waiting = nog niet begonnen
member-started = is begonnen
member-card = **{ $name }**

    Organisatie: { $organisation }
    Wat hij of zij doet: { $function }
    Rol in { $network }: { $role }, { $started }
member-gone = Deze persoon zit niet (meer) in { $network }.
make-facilitator = Maak begeleider
make-member = Maak gewoon lid
member-remove = Haal uit het netwerk
member-remove-sure = Zal ik { $name } uit { $network } halen? Ik laat het diegene vriendelijk weten.
member-remove-yes = Ja, haal weg
member-remove-no = Nee, laat zo
change-done = Genoteerd.
change-outdated = Dat was intussen al veranderd. Zo is het nu:
change-last = Dat kan nu niet: een netwerk houdt altijd één begeleider. Maak eerst iemand anders begeleider (/leden), of nodig er een uit (/uitnodigen).
told-role-member = Je bent nu gewoon lid van { $network }. Dank je voor het begeleiden.
told-role-facilitator = Je bent nu begeleider van { $network }. Met /help zie je wat je erbij kunt.
told-removed = Je bent geen lid meer van { $network }. Dank je voor het meedoen. Klopt dit niet? Vraag het een begeleider.
network-settings = Zo werkt **{ $network }**:
setting-line = - { $name }: { $value }
what-to-change = Wat wil je veranderen?
setting-choose = { $name } is nu: { $value }. Wat wordt het?
setting-none = geen
setting-everybody = iedereen
setting-members-only = alleen leden
setting-name = Naam van het netwerk
setting-is-reminders = Herinneringen vooraf
setting-is-quiet = Stille uren
setting-is-language = Taal van het netwerk
setting-is-timezone = Tijdzone
setting-is-open_ask = Wie vragen mag stellen
setting-is-reflect_after = Terugblik na afloop
setting-is-prompts_every = Tijd tussen twee vragen om na te denken
ask-network-name = Hoe moet { $network } heten?
duration-weeks = { $count ->
        [one] 1 week
       *[other] { $count } weken
    }
duration-days = { $count ->
        [one] 1 dag
       *[other] { $count } dagen
    }
duration-hours = { $count } uur
duration-minutes = { $count ->
        [one] 1 minuut
       *[other] { $count } minuten
    }

## Inrichten

setup-hello = Ik stel een paar vragen en schrijf de antwoorden in { $file }. Enter neemt wat tussen haakjes staat. Stoppen kan met Ctrl-C; dan verandert er niets.
setup-overwrite = Er is al een { $file }. Vervangen? De oude bewaar ik als { $old }. (ja/nee) [nee]
setup-kept = Goed, ik verander niets.
setup-telegram = Telegram: het token dat BotFather gaf (zie t.me/BotFather; leeg: geen Telegram) []
setup-telegram-wrong = Dat lijkt geen token. Het zijn cijfers, een dubbele punt, en dan letters en cijfers.
setup-telegram-refused = Telegram kent dit token niet. Kijk of het compleet is.
setup-telegram-unreached = Ik kan Telegram nu niet bereiken, dus ik neem het token zoals het is.
setup-telegram-known = Gevonden: { $name }.
setup-matrix = Matrix: de naam van de bot, zoals @bot:example.org (leeg: geen Matrix) []
setup-matrix-wrong = Dat lijkt geen Matrix-naam. Die begint met @ en heeft een dubbele punt, zoals @bot:example.org.
setup-homeserver = Het adres van die server [{ $usual }]
setup-homeserver-wrong = Dat is geen volledig adres. Het begint met https://
setup-password = Het wachtwoord van de bot op Matrix
setup-password-wrong = Zonder wachtwoord kan de bot niet inloggen.
setup-timezone = Tijdzone [{ $usual }]
setup-timezone-wrong = Die tijdzone ken ik niet. Gebruik een naam zoals Europe/Amsterdam.
setup-network = Hoe heet het leernetwerk? [{ $usual }]
setup-network-usual = Ons leernetwerk
setup-network-wrong = Gebruik een naam van 2 tot 80 tekens, zonder < en >.
setup-operator-telegram = Wie hoort het als er iets misgaat? Stuur { $name } nu een bericht in Telegram en druk op Enter. Of typ telegram:NUMMER of matrix:@naam:server. Niemand: typ -
setup-operator = Wie hoort het als er iets misgaat? Typ telegram:NUMMER of matrix:@naam:server. Niemand: Enter
setup-operator-wrong = Dat kan ik niet lezen. Typ telegram:NUMMER of matrix:@naam:server.
setup-operator-nobody = Ik zie nog geen bericht. Stuur er een en druk nog eens op Enter, of typ - voor niemand.
setup-operator-found = Ben jij { $name }? (ja/nee) [ja]
setup-neither = Zonder Telegram en zonder Matrix is er alleen het gesprek in de terminal: leernetwerk chat
setup-again = Drie keer niet gelukt, dus ik stop. Er is niets veranderd.
setup-stopped = Gestopt. Er is niets veranderd.
setup-written = Geschreven: { $file }. Alleen jij kunt het lezen.
setup-network-there = Het netwerk { $name } is er.
setup-next = Zo ga je verder: «leernetwerk doctor» kijkt of alles in orde is, «leernetwerk run» begint. Wie begeleider wordt, stuurt de bot dit: /start { $code }. Uitnodigingen voor leden maakt «leernetwerk invite --network { $key } --role member».
setup-demo-making = Ik maak een voorbeeldnetwerk in { $file }. Alles is verzonnen, en er wordt niets verstuurd. Een ogenblik …
setup-demo-again = Er was al een voorbeeldnetwerk in { $file }. Ik maak het opnieuw. Alles is verzonnen, en er wordt niets verstuurd. Een ogenblik …
setup-demo-hello =
    Klaar. Je bent { $name }, begeleider van het { $network }. Kijk eens bij:
      /overzicht · /bijeenkomst · /leden · /vragen · /aanwezig · /bezorging · /oogst · /tip wijzig

## Alarm voor de beheerder

alarm-tick = **Er gaat iets mis.** Sinds { $since } lukt niet wat ik elke minuut doe. Herinneringen en uitnodigingen kunnen te laat komen. Vaak is de database onbereikbaar of de schijf vol. Wat er is, zegt «leernetwerk doctor».
alarm-answers = **Antwoorden blijven liggen.** Het oudste wacht sinds { $since }. Wat er is, zegt «leernetwerk doctor»; welke het zijn, zegt «leernetwerk outbox list».
alarm-messages = **Berichten blijven liggen.** Het oudste had om { $since } weg moeten zijn. Welke het zijn en waarom, zegt «leernetwerk outbox list».
alarm-platform = **Ik kan { $platform } niet bereiken** sinds { $since }. Wat wacht, bewaar ik en stuur ik zodra het weer kan. Wat er is, zegt «leernetwerk doctor».
alarm-clock = **De klok van mijn computer is versprongen.** Hij klopte voor het laatst op { $since }. Ik geef nu alleen antwoord: ik stuur niets uit mezelf en ruim niets op wat te oud is. Zet de klok goed, dan ga ik vanzelf verder. Klopt de klok wel, omdat ik een tijd uit stond? Geef dan één keer «leernetwerk retention --clock-is-right».
alarm-tick-over = Weer in orde: wat ik elke minuut doe, lukt weer.
alarm-answers-over = Weer in orde: er blijven geen antwoorden meer liggen.
alarm-messages-over = Weer in orde: er blijven geen berichten meer liggen.
alarm-clock-over = Weer in orde: de klok van mijn computer klopt.
alarm-platform-over = Weer in orde: ik kan { $platform } weer bereiken.

## Kalender

calendar-file = bijeenkomst
calendar-file-of-all = bijeenkomsten
calendar-name = Leernetwerk
calendar-cancelled = Gaat niet door: { $theme }
calendar-declined = Afgemeld: { $theme }
calendar-replaced = Collega gaat: { $theme }
calendar-about = Kom je, of lukt het niet? Laat het weten in de chat met /bijeenkomst.
calendar-link =
    Dit is jouw kalenderlink. Zet hem in je agenda als ‘agenda van internet’ (ook wel ‘via URL’ of ‘abonneren’). Dan staan alle bijeenkomsten van je netwerken erin, ook als er een verandert.

    { $link }

    Houd hem voor jezelf: wie de link heeft, ziet je bijeenkomsten. Met /kalender maak je een nieuwe of zet je hem uit.
calendar-there-is = Je hebt een kalenderlink sinds { $day }. Zelf bewaar ik hem niet, dus ik kan hem niet nog eens laten zien. Kwijt? Maak dan een nieuwe; de oude werkt daarna niet meer.
calendar-link-new = Nieuwe link
calendar-link-off = Link uitzetten
calendar-only-file = Stuur een bestand
calendar-link-gone = De link werkt niet meer. Met /kalender maak je een nieuwe.
calendar-as-file = { $count ->
        [one] Hier is je bijeenkomst
       *[other] Hier zijn je { $count } bijeenkomsten
    } voor in je agenda. Let op: dit bestand verandert niet mee. Verandert er iets, dan hoor je het van mij; met /kalender krijg je een nieuw bestand.
calendar-empty = Er staat nog niets gepland. Komt er een bijeenkomst, dan nodig ik je uit.

## Aanwezigheid

attendance-ask = Wie was er? Dit maak ik op uit de antwoorden op de uitnodiging.
attendance-noted = Vastgelegd:
attendance-of = **{ $theme }**, { $day }
attendance-ok = Klopt, leg vast
attendance-change = Iets klopt niet
attendance-add = Iemand toevoegen
attendance-further = Meer namen
attendance-done = Klaar
attendance-tap = Tik op een naam om te wisselen tussen aanwezig en afwezig.
attendance-person = { $name }: { $status }
attendance-take-off = { $name } (gast): weghalen
attendance-nameless = iemand
roll-present = Aanwezig ({ $count })
roll-absent = Afwezig ({ $count })
roll-replaced = Vervangen ({ $count })
attendance-nobody = Er staat nog niemand op de lijst.
attendance-and-more = { $names } en nog { $count }
attendance-by = { $name } door { $other }
presence-present = aanwezig
presence-absent = afwezig
presence-replaced = vervangen
attendance-now-absent = { $name } staat nu op afwezig.
attendance-instead = Er kwam iemand voor { $name }
attendance-who-instead = Wie kwam er in plaats van { $name }? Kies iemand, of typ de naam.
attendance-who-else = Wie was er nog meer? Kies iemand, of typ de naam. Met een komma kan de organisatie erachter: Noor de Wit, De Linde.
attendance-nobody-else = Niemand meer
attendance-added = { $name } staat erbij.
attendance-not-yet = Van deze bijeenkomst is nog geen lijst: hij is nog niet begonnen, gaat niet door, of is er niet meer.
attendance-no-meetings = { $network } heeft nog geen bijeenkomst gehad. Na afloop vraag ik je wie er waren.
attendance-head = **{ $network }**: wie was er?
attendance-line = { $day }, { $theme }: { $present } aanwezig{ $replaced ->
        [0] { "" }
       *[other] , { $replaced } vervangen
    }, { $absent } afwezig
attendance-line-open = { $day }, { $theme }: nog niet vastgelegd
attendance-open = { $theme }, { $day }
attendance-over-time = Per organisatie
attendance-as-xlsx = Excel-bestand
attendance-as-csv = CSV-bestand
attendance-file = aanwezigheid
attendance-here = Hier is de lijst van alle bijeenkomsten tot nu toe. Er staan namen in: bewaar hem niet langer dan nodig.
attendance-nothing-noted = Van { $network } is nog geen aanwezigheid vastgelegd. Met /aanwezig kies je een bijeenkomst.
attendance-tallies = **{ $network }**: { $count ->
        [one] de enige bijeenkomst tot nu toe
       *[other] de { $count } bijeenkomsten tot nu toe
    }, per organisatie
attendance-tally = { $organisation }: { $present } van { $total }{ $replaced ->
        [0] { "" }
       *[other] , waarvan { $replaced } door een vervanger
    }
attendance-silent = De laatste drie keer of langer niets gehoord: { $organisations }. Misschien even bellen?
## Terugkijken, kleine stappen en vragen om na te denken

skip = Sla over
reflect-ask-mark =
    Hoe was **{ $theme }** voor jou? Geef een cijfer van 0 tot 10. Je mag ook meteen typen wat je meeneemt.

    _De begeleiders zien je antwoord, met je naam. Je stap is alleen voor jou._
reflect-ask-other-mark = Welk cijfer wordt het, van 0 tot 10?
reflect-which-mark = Er zijn alleen hele cijfers. Welke van de twee wordt het?
reflect-no-such-mark = Kies een cijfer van 0 tot en met 10.
reflect-marked = Een { $mark }, genoteerd.
reflect-ask-takeaway = Wat neem je mee? Eén zin is genoeg, zonder namen van kinderen of ouders.
reflect-thanks = Dank je wel. Aanpassen kan met /reflectie, tot de volgende bijeenkomst.
reflect-thanks-and-quote = Dank je wel. Mag je zin zonder je naam in de oogst van het netwerk? Zeg je niets, dan blijft hij bij de begeleiders. Aanpassen kan met /reflectie, tot de volgende bijeenkomst.
reflect-nothing = Er is nu geen bijeenkomst om op terug te kijken. Na de volgende vraag ik je hoe het was.
reflect-so-far =
    Zo keek je terug op **{ $theme }**:

    Cijfer: { $mark }
    Wat je meeneemt: { $takeaway }

    Wil je iets veranderen?
reflect-none = nog niets
reflect-change-mark = Ander cijfer
reflect-change-takeaway = Andere zin
quote-yes = Ja, zonder mijn naam
quote-no = Toch liever niet
quote-noted = Fijn. Je zin mag in de oogst, zonder je naam.
quote-withdrawn = Goed, je zin komt niet in de oogst.
step-ask = Welke kleine stap probeer je? Bijvoorbeeld: als school belt, dan vraag ik eerst wat er wél goed ging. Alleen jij ziet dit.
step-none = Geen stap nu
step-ask-when = Mooi. Wanneer zal ik vragen hoe het ging?
when-week = Volgende week
when-two-weeks = Over twee weken
when-month = Over een maand
when-before-next = Voor de volgende bijeenkomst
when-never = Liever niet
step-will-ask = Goed, dan vraag ik ernaar. Met /stap zie je hem terug.
step-never-asked = Goed, ik vraag er niet naar. Met /stap zie je hem terug.
step-how =
    Je wilde dit proberen: _{ $step }_

    Hoe ging het?
step-done = Gelukt
step-partly = Deels
step-not-done = Niet gelukt, en dat is ook informatie
step-not-yet = Nog niet gedaan
step-went-done = Wat fijn. Wat leerde je ervan? Eén zin is genoeg.
step-went-partly = Deels is ook een stap. Wat leerde je ervan? Eén zin is genoeg.
step-went-not_done = Dank je dat je het zegt, daar leren we het meest van. Wat weet je nu wat je eerst niet wist?
step-asked-again = Geen probleem. Ik vraag het over een week nog één keer.
step-left-alone = Geen probleem. Ik vraag er niet meer naar. Met /stap pak je hem weer op.
step-noted-and-outcome = Genoteerd. En is het gelukt?
step-share = Mag het netwerk je stap lezen, en wat je leerde? Je naam zet ik er niet bij.
step-share-yes = Ja, deel het
step-share-no = Nee, houd het bij mij
step-shared = Gedeeld, zonder je naam. Dank je, daar heeft iemand anders wat aan.
step-not-shared = Goed, het blijft bij jou.
step-dropped = Goed, die stap laten we los.
step-say-how = Zeggen hoe het ging
step-other-moment = Op een ander moment vragen
step-drop = Loslaten
step-new = Nieuwe stap
step-list =
    Dit probeer je nu:

    { $steps }

    Wat wil je met de laatste?
prompt-seen-by-group = Je antwoord is voor het hele netwerk, met je naam erbij.
prompt-seen-by-facilitators = Alleen de begeleiders lezen je antwoord, met je naam erbij.
prompt-seen-by-anonymous = Je antwoord is anoniem: ik bewaar niet van wie het is. Ik laat antwoorden pas zien als er vijf of meer zijn. Je kunt het daarna niet meer wijzigen, opvragen of wissen.
prompt-intro = Een vraag om even bij stil te staan, van { $network }:
prompt-reminder = Deze staat nog open. Eén zin is genoeg, en overslaan mag ook:
prompt-tip = Lees de tip
prompt-other = Geef me een andere
prompt-not-now = Nu even niet
prompt-no-more = Ik heb even geen andere vraag voor je. Een volgende keer weer.
prompt-put-aside = Prima, een volgende keer weer.
prompt-thanks = Dank je wel. Mag dit zonder je naam in de oogst? Zeg je niets, dan gebeurt dat niet.
prompt-thanks-anonymous = Dank je wel. Je antwoord staat erbij, zonder jou.
prompt-answered-already = Je hebt hier al op geantwoord. Een anoniem antwoord kan ik niet meer wijzigen, want ik weet niet welk van jou is.
prompt-to-think-on = Om over na te denken: { $line }
prompt-others =
    Anderen schreven:

    { $answers }
prompt-other-answer = - { $name }: { $text }
prompt-quote-noted = Fijn, het mag in de oogst, zonder je naam.
recap =
    Je was er niet bij **{ $theme }** van { $network }. In het kort:

    { $lines }

    Iets om te proberen: { $tip }

    Welke vraag had jij willen stellen? Eén zin is genoeg. _De begeleiders lezen je antwoord, met je naam._
recap-there = - { $count ->
        [one] Eén collega keek al terug.
       *[other] { $count } collega's keken al terug.
    }
recap-quote = - Iemand neemt mee: { $text }
recap-nothing-yet = - De anderen kijken nu terug. Vraag gerust een collega hoe het was.
recap-next = - De volgende keer is op { $day }.
recap-thanks = Dank je wel, ik geef het door aan de begeleiders.
translate = Vertaal naar mijn praktijk
translate-ask-mark = **{ $title }**. Hoe ver zijn jullie hiermee, van 0 tot 10? Alleen jij ziet je antwoorden. Ik bewaar daarna alleen je stap.
translate-ask-take = Wat neem je hiervan mee, en wat juist niet?
translate-ask-need = Wat is er bij jullie voor nodig?
translate-ask-step = Wat kun jij morgen al doen? Bijvoorbeeld: als ik dienst heb, dan bel ik de mentor.
translate-sum-mark = - Nu: een { $said }
translate-sum-take = - Mee: { $said }
translate-sum-need = - Nodig: { $said }
translate-sum-step = - Morgen: { $said }
harvest = **Oogst van { $network }, het afgelopen jaar**

    { $lines }
harvest-empty = { $network } heeft nog niets om te oogsten. Na de eerste bijeenkomst komt dat vanzelf.
harvest-response = - { $meetings ->
        [one] Eén bijeenkomst
       *[other] { $meetings } bijeenkomsten
    }, { $looked_back } van de { $there } keer dat iemand erbij was keek die terug.
harvest-marks = - Gemiddeld cijfer: { $first } bij de eerste, { $last } bij de laatste.
harvest-steps = - Stappen geprobeerd: { $tried }, waarvan { $done } gelukt en { $partly } deels.
harvest-quote = - "{ $text }"
harvest-page = Als pagina om te printen
harvest-workbook = Als Excel
harvest-file = Hier is de oogst. Er staan geen namen in, dus je mag hem laten zien.
successes-begin = Vier de successen
successes = **Dit lukte in { $network }**

    { $body }

    Probeerde jij ook iets? Vertel het met /stap.
success-done = - Gelukt: "{ $text }"
success-partly = - Deels gelukt: "{ $text }"
success-quote = - Iemand zegt: "{ $text }"
successes-learned = Geleerd: "{ $text }"
successes-preview =
    De oogst van { $days } dagen, zonder namen. Dit lezen { $people ->
        [one] één persoon
       *[other] { $people } mensen
    }:

    { $message }

    Wil je er zelf iets boven zetten? Typ het, dan zie je het hier terug.
successes-naming = { $count ->
        [one] Eén zin noemt een lid. Die staat er niet bij.
       *[other] { $count } zinnen noemen een lid. Die staan er niet bij.
    }
successes-none = In { $network } is er van de laatste { $days } dagen niets om te delen. Ik laat alleen zien wat lukte en gedeeld is, en zinnen die mogen.
successes-leave-out = Laat een regel weg
successes-which =
    Welke regel laat ik weg?

    { $lines }
successes-changed = Er is iets veranderd sinds je dit zag. Er is nog niets verstuurd. Zo is het nu:
successes-days-30 = Alleen de laatste maand
successes-days-90 = De laatste drie maanden
successes-days-365 = Het afgelopen jaar
digest = **{ $network }, deze week**

    { $lines }
digest-quiet = - Niets te doen. Geniet ervan.
digest-questions = - { $count ->
        [one] Er wacht één vraag op een antwoord.
       *[other] Er wachten { $count } vragen op een antwoord.
    }
digest-tips = - { $count ->
        [one] Eén tip om na te kijken. Stuur /tip nakijken.
       *[other] { $count } tips om na te kijken. Stuur /tip nakijken.
    }
digest-attendance = - Wie waren er bij { $theme }? Stuur /aanwezig.
digest-no-meeting = - Er staat geen bijeenkomst gepland. Stuur /plan.
digest-silent = - { $count ->
        [one] Eén lid zei nog niet of het komt naar { $theme }.
       *[other] { $count } leden zeiden nog niet of ze komen naar { $theme }.
    } Een belletje helpt vaak.
digest-steps = - Goed nieuws: { $count ->
        [one] één kleine stap is (deels) gelukt.
       *[other] { $count } kleine stappen zijn (deels) gelukt.
    } Vier het met elkaar.
digest-looked-back = - { $count ->
        [one] Eén lid keek terug. Lees het in /oogst.
       *[other] { $count } leden keken terug. Lees het in /oogst.
    }

## Bijeenkomsten plannen

when-not-no-such-day = Die dag bestaat niet. Welke dag bedoel je?
when-not-no-such-time = Die tijd bestaat niet. Hoe laat bedoel je? Bijvoorbeeld: 14.30
when-not-no-date = Ik lees hier geen datum in. Typ bijvoorbeeld: donderdag 3 december 14.00
when-not-too-far = Dat is meer dan tien jaar vooruit. Klopt het jaar?
when-not-past = Dat is lang geleden. Welke dag bedoel je?
when-ask-time = Welke dag bedoel je?
when-ask-date = Welke dag bedoel je?
when-ask-which = Dit kan ik op meer manieren lezen. Welke bedoel je?
when-ask-past = Dat moment is al voorbij. Bedoel je dit?
when-ask-skipped-hour = In die nacht gaat de klok een uur vooruit: dat uur bestaat niet. Welke tijd bedoel je?
when-ask-doubled-hour = In die nacht gaat de klok een uur terug: dat uur komt twee keer. Welke bedoel je?
when-tell-time = Welke dag bedoel je? Typ bijvoorbeeld: donderdag 3 december 14.00
when-tell-date = Welke dag precies? Typ bijvoorbeeld: donderdag 3 december 14.00
when-tell-which = Dat begrijp ik niet precies. Typ bijvoorbeeld: donderdag 3 december 14.00
when-tell-past = Dat moment is al voorbij. Welke datum bedoel je?
when-tell-skipped-hour = In die nacht gaat de klok een uur vooruit: dat uur bestaat niet. Welke tijd bedoel je?
when-tell-doubled-hour = In die nacht gaat de klok een uur terug: dat uur komt twee keer. Welke tijd bedoel je?
clock-first = { $moment }, de eerste keer (zomertijd)
clock-second = { $moment }, de tweede keer (wintertijd)
plan-ask-theme = Een bijeenkomst voor { $network }. Wat is het thema?
plan-theme-too-long = Zo lang past het niet op een uitnodiging. Kan het in { $longest } tekens?
plan-ask-date = Wanneer is het? Typ bijvoorbeeld: donderdag 3 december 14.00, of: over zes weken 14.00
plan-ask-time = Op { $day }. Hoe laat begint het? Kies een uur, of typ bijvoorbeeld 14.30
plan-ask-length = Genoteerd: { $start }. Hoe lang duurt het?
plan-length-unclear = Die duur begrijp ik niet. Typ bijvoorbeeld: 2 uur, of: anderhalf uur
plan-other-date = Andere datum
plan-ask-where = Waar is het? Typ een plaats, een link, of allebei.
plan-not-yet-known = Nog niet bekend
plan-ask-preparers = Wie bereidt het voor? Kies, of typ namen.
plan-who-else = Het wordt voorbereid door { $names }. Nog iemand?
plan-not-preparer = Toch niet: { $name }
plan-preparers-done = Klaar
plan-preparers-none = Niemand
plan-preparer-unknown = Die ken ik niet in dit netwerk, of er zijn er meer met die naam: { $names }
plan-choose = Kies een van deze, of typ /stop om te stoppen.
plan-ready =
    Zo ziet het eruit, voor { $people ->
        [one] één persoon
       *[other] { $people } mensen
    }:

    { $card }
plan-series-ready =
    Zo ziet het eruit, { $count } keer, voor { $people ->
        [one] één persoon
       *[other] { $people } mensen
    }:

    { $card }

    Alle data:
    { $dates }
plan-send = { $people ->
        [one] Verstuur naar één persoon
       *[other] Verstuur naar { $people } mensen
    }
plan-rehearse = Stuur eerst alleen aan mij
plan-series = Maak er een reeks van
plan-once = Toch één keer
plan-move-one = Een datum veranderen
plan-change = Iets veranderen
plan-away = Gooi weg
plan-thrown-away = Weggegooid. Er is niets verstuurd.
plan-change-theme = Het thema
plan-change-date = De datum
plan-change-length = De duur
plan-change-where = De plaats of link
plan-change-preparers = Wie voorbereidt
plan-ask-rhythm = De eerste keer is { $start }. Hoe vaak, en hoe lang door? Kies, of typ bijvoorbeeld: elke zes weken, een jaar
plan-rhythm-six-weeks = elke zes weken, anderhalf jaar
plan-rhythm-two-months = om de twee maanden, een jaar
plan-rhythm-three-a-year = drie keer per jaar
plan-rhythm-unclear = Dat begrijp ik niet. Typ bijvoorbeeld: elke zes weken, anderhalf jaar
plan-series-size = Dat zijn { $number ->
        [one] één bijeenkomst
       *[other] { $number } bijeenkomsten
    }. Ik plan er minstens twee en hooguit { $most } tegelijk.
plan-ask-which-date = Welke datum wil je veranderen?
plan-ask-other-date = In plaats van { $start }: wanneer wordt het?
plan-drop-date = Haal deze datum weg
plan-public-holiday = Let op: { $name }.
plan-school-holiday = Let op: { $name }.
plan-school-holiday-in = Let op: { $name } in { $regions }.
plan-schools-unknown = De schoolvakanties van dat jaar ken ik nog niet.
plan-weekend = Let op: in het weekend.
plan-night = Let op: vroeg of laat op de dag.
plan-same-day = Let op: op die dag is ook „{ $theme }”.
region-noord = noord
region-midden = midden
region-zuid = zuid
plan-rehearse-member = Je praat hier als beheerder. Een proef gaat naar een lid, dus daarvoor moet je begeleider zijn.
plan-rehearsal = _Proef, alleen voor jou:_
plan-rehearsal-sent = Je krijgt hem zo, alleen jij.
plan-only-rehearsal = Dit was een proef. Je antwoord telt niet.
plan-too-late = Het begin is intussen voorbij. Plan het opnieuw met /plan.
plan-sent = Gepland. De uitnodiging gaat nu naar { $people ->
        [one] één persoon
       *[other] { $people } mensen
    }, buiten de stille uren. Met /bijeenkomst zie je wie er komt.
plan-series-sent = Gepland: { $count } bijeenkomsten. Iedereen ({ $people }) krijgt nu alle data. De uitnodiging voor de eerste gaat nu, die voor de andere zes weken vooraf.
series-dates =
    De bijeenkomsten van { $network } staan gepland: **{ $theme }**.

    { $dates }

    Voor elke bijeenkomst krijg je vooraf een uitnodiging.

## Bijeenkomsten bekijken en beantwoorden

meeting-none = Er staat voor { $network } nog geen bijeenkomst gepland. Zodra dat wel zo is, hoor je het van mij.
meeting-list = De bijeenkomsten van { $network }:
meeting-is-off = Deze bijeenkomst gaat niet door.
meeting-has-begun = Deze bijeenkomst is al begonnen, of voorbij. Antwoorden kan nu niet meer.
meeting-coming = { $coming ->
        [one] Er komt tot nu toe één iemand.
       *[other] Er komen tot nu toe { $coming } mensen.
    }
meeting-counts = Komt: { $coming }. Misschien: { $maybe }. Komt niet: { $no }. Nog geen antwoord: { $silent }.
meeting-who-comes = { $coming ->
        [0] Nog niemand zei ja voor **{ $theme }**, { $day }.
        [one] Eén iemand komt naar **{ $theme }**, { $day }:
       *[other] { $coming } mensen komen naar **{ $theme }**, { $day }:
    }
meeting-stands = **{ $theme }**, { $day }. Dit zei iedereen:
meeting-stands-none = Er is nog niemand uitgenodigd. De uitnodiging gaat buiten de stille uren.
meeting-do-who = Wie komt er?
meeting-do-silent = Nog niet geantwoord
meeting-do-edit = Aanpassen
meeting-do-move = Verzetten
meeting-do-cancel = Afzeggen
meeting-agenda-open = Wat we bespreken
meeting-nobody-silent = Iedereen heeft geantwoord.
meeting-silent = { $count ->
        [one] Eén iemand heeft nog niet geantwoord:
       *[other] { $count } mensen hebben nog niet geantwoord:
    }

    { $names }
meeting-nudge-them = { $count ->
        [one] Vraag het nog een keer
       *[other] Vraag het deze { $count } nog een keer
    }
meeting-nudged = { $count ->
        [one] Ik vraag het nog een keer, buiten de stille uren.
       *[other] Ik vraag het deze { $count } mensen nog een keer, buiten de stille uren.
    }
meeting-nudged-already = Dat heb ik ze vandaag al gevraagd. Bel anders even: dat werkt vaak beter.
stand-silent = { $name } nog geen antwoord
stand-by = { $instead } in plaats van { $name }
stand-is-yes = { $name } komt
stand-is-no = { $name } komt niet
stand-is-maybe = { $name } misschien
stand-is-replaced = iemand in plaats van { $name }
answer-noted-yes = Fijn, je komt: { $day }.
answer-noted-no = Jammer, je komt niet: { $day }. Verandert er iets? Laat het gerust weten.
answer-noted-maybe = Genoteerd, je komt misschien: { $day }. Laat het weten als je het weet.
answer-noted-replaced = Genoteerd, een collega komt in jouw plaats: { $day }.
stand-in-noted = Genoteerd, { $name } komt in jouw plaats: { $day }.
stand-in-ask = Wie komt er in jouw plaats? Kies, of typ een naam.
stand-in-unknown = Weet ik nog niet
stand-in-again = Ik zie nog geen naam. Wie komt er in jouw plaats?
stand-in-told = { $name } geeft door dat jij komt in zijn of haar plaats: **{ $theme }**, { $day }. Klopt dat niet? Overleg dan samen.

## Bijeenkomsten veranderen, berichten en inbreng

which-meeting = Over welke bijeenkomst gaat het?
meeting-none-to-lead = Er staat geen bijeenkomst gepland. Met /plan maak je er een.
leave-as-it-is = Laat maar
left-as-it-is = Goed, alles blijft zoals het was.
text-too-long = Dat past niet. Kan het in hooguit { $longest } tekens?
move-ask = **{ $theme }** is nu op { $day }. Wanneer wordt het?
move-ask-time = Op { $day }. Hoe laat? Kies dezelfde tijd, of typ bijvoorbeeld 15.30
move-sure = **{ $theme }**

    Van: { $old }
    Naar: { $new }

    { $people ->
        [0] Er is nog niemand uitgenodigd.
        [one] Eén iemand krijgt bericht. Het antwoord blijft staan, en ik vraag of het nog klopt.
       *[other] { $people } mensen krijgen bericht. Hun antwoord blijft staan, en ik vraag of het nog klopt.
    }
move-yes = Ja, verzet
moved = Verzet. Het is nu { $day }. Iedereen die uitgenodigd was, krijgt bericht.
moved-same = Daar stond hij al: { $day }.
cancel-ask = **{ $theme }**, { $day }, gaat niet door. Wat is de reden? Die lezen de leden ook.
cancel-no-reason = Zonder reden
cancel-sure =
    Dit lezen de leden ({ $people }):

    { $card }

    Zal ik hem afzeggen?
cancel-yes = Ja, zeg af
cancelled = Afgezegd. Iedereen die uitgenodigd was, krijgt bericht.
announce-ask = Wat wil je het netwerk laten weten? Typ je bericht.
announce-preview =
    Dit lezen { $people ->
        [one] één persoon
       *[other] { $people } mensen
    }:

    { $message }

    Klopt het? Anders typ je het opnieuw.
announcement = **Bericht van de begeleiders van { $network }**

    { $text }
announced = { $people ->
        [one] Verstuurd naar één persoon, buiten de stille uren.
       *[other] Verstuurd naar { $people } mensen, buiten de stille uren.
    }
agenda = Dit brachten jullie in voor { $network } ({ $day }). Waar wil jij het over hebben? De eerste drie komen op de agenda.
agenda-empty = Er is nog niets ingebracht voor { $network } ({ $day }). Heb jij een vraag uit de praktijk?
agenda-no-date = de volgende keer
agenda-chosen = op de agenda
agenda-add = Iets inbrengen
agenda-ask = Wat wil je inbrengen? Typ je vraag, zonder namen van kinderen of ouders.
agenda-added = Dank je, jouw vraag staat erbij.
agenda-there = Deze vraag stond er al. Jouw stem telt nu mee.
agenda-voted = Genoteerd, jij wilt het hierover hebben.
agenda-unvoted = Goed, je stem telt hier niet meer mee.
agenda-choose = Agenda maken
agenda-lead = Wat komt er op de agenda? Wat jij kiest, komt bovenaan. Daarna komt waar de meesten op stemden. Op de uitnodiging staan de eerste { $most }.
agenda-put-on = Op de agenda: { $text }
agenda-take-off = Van de agenda: { $text }
agenda-away = Haal weg: { $text }
edit-ask-theme = Het thema is nu: { $theme }. Wat wordt het?
edit-ask-length = Hoe lang duurt het?
edit-tell = Vertel het de deelnemers
edit-told = { $people ->
    [0] Er is nog niemand uitgenodigd. In de uitnodiging staat het meteen goed.
    [one] Ik vertel het één persoon.
   *[other] Ik vertel het { $people } mensen.
}
edit-told-already = Dat heb ik al verteld.
meeting-changed = Er is iets veranderd aan de bijeenkomst van { $network }. Zo is het nu:
edit-reminders = De herinneringen
edit-ask-reminders = Wanneer zal ik aan deze bijeenkomst herinneren?
as-the-network = zoals het netwerk het doet
own-reminders = Voor { $network } krijg je nu herinneringen vooraf: { $now }. Hoe wil je het?
own-reminders-set = Genoteerd. Je herinneringen zijn nu: { $words }.

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
does-reflect = terugkijken op de laatste bijeenkomst
does-step = je kleine stap zien of veranderen
does-stop = stoppen waar we mee bezig zijn
does-pause = stil zijn voor een tijd
does-privacy = wat ik bewaar en hoe lang
does-my-data = alles krijgen wat ik van je heb
does-forget = alles wissen wat ik van je heb
does-start = opnieuw beginnen
does-profile = zien wat ik van je weet
does-link = mij ook in je andere app gebruiken
does-networks = in welke netwerken je zit
does-calendar = bijeenkomsten in je eigen agenda
does-digest = wat er te doen is en wat goed ging
does-harvest = laten zien wat het netwerk leerde
does-invite = iemand uitnodigen
does-members = wie er in het netwerk zit
does-attendance = wie er bij een bijeenkomst was
does-network = hoe het netwerk werkt
does-meeting = de volgende bijeenkomst en jouw antwoord
does-meetings = alle bijeenkomsten die komen
does-bring = een vraag inbrengen voor de bijeenkomst
does-plan = een bijeenkomst plannen
does-move = een bijeenkomst verzetten
does-cancel = een bijeenkomst afzeggen
does-announce = een bericht aan iedereen in het netwerk
does-delivery = wie kreeg wat er uitging, en wie niet

## Bezorging

delivery-none = Er ging de laatste { $days } dagen niets uit naar de leden van **{ $network }**.
delivery = **{ $network }**: wat er de laatste tijd uitging. Kies er een om te zien wie het kreeg.
delivery-counts = { $what }: { $reached } kregen het, { $missed } niet
delivery-counts-waiting = , { $number ->
        [one] één wacht nog
       *[other] { $number } wachten nog
    }
delivery-counts-cancelled = , { $number ->
        [one] één hoefde niet meer
       *[other] { $number } hoefden niet meer
    }
delivery-maybe-twice = { $number ->
        [one] Eén lid kreeg het misschien twee keer.
       *[other] { $number } leden kregen het misschien twee keer.
    }
delivery-missed = Niet gekregen:
delivery-waiting = Nog onderweg:
delivery-reached = Wel gekregen:
delivery-more = { $number ->
        [one] En nog één.
       *[other] En nog { $number }.
    }
delivery-back = Terug naar het overzicht
sent-invitation = Uitnodiging
sent-nudge = Extra vraag of je komt
sent-reminder = Herinnering
sent-move = Bericht van verzetten
sent-cancel = Bericht van afzeggen
sent-reflection = Reflectie
sent-prompt = Vraag tussendoor
sent-follow_up = Vraag naar je stap
sent-digest = Overzicht
sent-notice = Bericht
why-blocked = dit lid blokkeerde de bot. Bel even.
why-gone = dit account bestaat niet meer. Bel even, en stuur daarna een nieuwe uitnodiging.
why-left = dit lid sloot het gesprek met de bot. Bel even.
why-not-started = dit lid heeft de bot nog niet gestart. Stuur de uitnodiging nog eens.
why-no-door = er is geen app meer waarop dit lid te bereiken is. Bel even, en stuur een nieuwe uitnodiging.
why-paused = dit lid heeft een pauze aanstaan. Bel alleen als het echt nodig is.
why-too-late = het lukte niet op tijd. Is het nog nodig? Bel dan even.
why-technical = het lukte niet door een storing. Bel even, en geef dit door aan de beheerder:

## Bijeenkomsten

meeting-invitation = Je bent uitgenodigd voor een bijeenkomst van { $network }.
meeting-moved = De bijeenkomst van { $network } op { $day } is verzet. Dit is de nieuwe datum:
meeting-reminder = Nog even ter herinnering: de bijeenkomst van { $network }.
meeting-nudge = Kom je naar de bijeenkomst van { $network }? Je hebt nog niet geantwoord, en het helpt bij de voorbereiding als we het weten.
meeting-cancelled = De bijeenkomst **{ $theme }** van { $network } op { $day } gaat niet door.
meeting-reason = De reden: { $reason }
meeting-span = { $begin } tot { $end }
meeting-elsewhere = { $here } ({ $zone }). Bij jou is dat { $there }.
meeting-place = Waar: { $place }
meeting-link = Online: { $link }
meeting-preparers = Voorbereid door: { $names }
meeting-agenda = Op de agenda:
meeting-do-you-come = Kom je?
meeting-you-come = Je komt, fijn. Lukt het toch niet? Laat het hier weten.
meeting-said-yes = Je komt, fijn. Je kunt dit tot het begin nog veranderen. Heb je een vraag voor de agenda? Stuur /inbreng.
meeting-said-no = Je kunt niet, jammer. Je kunt dit tot het begin nog veranderen.
meeting-said-maybe = Je weet het nog niet zeker. Weet je het intussen?
meeting-said-replaced = Een collega komt in jouw plaats. Je kunt dit tot het begin nog veranderen.
meeting-still-yes = Je zou komen. Kun je dan ook?
meeting-still-no = Je kon niet. Kun je nu wel?
meeting-still-maybe = Je wist het nog niet zeker. Kun je nu?
meeting-still-replaced = Een collega zou in jouw plaats komen. Hoe is het nu?
rsvp-yes = Ja, ik kom
rsvp-no = Nee, ik kan niet
rsvp-maybe = Misschien
rsvp-replaced = Een collega komt
rsvp-not-after-all = Ik kan toch niet

## Tips in de praktijk

practice = _{ $tried } probeerden dit, bij { $worked ->
        [0] niemand
       *[other] { $worked }
    } werkte het._
practice-caution = _Let op bij: { $said }_
use-ask =
    Tien dagen geleden had je iets aan deze tip:

    { "**" }{ $title }**

    Heb je hem gebruikt?
use-ask-again =
    Ik zou nog één keer vragen naar deze tip:

    { "**" }{ $title }**

    Heb je hem gebruikt?
use-worked = Werkte
use-not-worked = Werkte niet
use-not-yet = Nog niet
use-read = Lees de tip nog eens
use-context-worked = Fijn. In welke situatie werkte het? Eén zin is genoeg, zonder namen. De begeleiders lezen het, zonder jouw naam.
use-context-not-worked = Dank je dat je het zegt, daar leren we het meest van. In welke situatie was het? Eén zin is genoeg, zonder namen. De begeleiders lezen het, zonder jouw naam.
use-noted-and-outcome = Genoteerd, voor de begeleiders. En werkte het?
use-thanks = Dank je wel. Zo weten je collega's wat ze aan de tip hebben.
use-share = Mag je zin bij de tip staan, als waarschuwing voor collega's? Je naam staat er niet bij, en een begeleider leest hem eerst.
use-share-yes = Ja, zet het erbij
use-share-no = Nee, liever niet
use-shared = Dank je wel. Een begeleider kijkt er eerst naar.
use-not-shared = Goed, het staat niet bij de tip. Dank je dat je het vertelde.
use-asked-again = Geen probleem. Ik vraag het over tien dagen nog één keer.
use-left-alone = Geen probleem. Ik vraag er niet meer naar.
review-list = { $count ->
        [one] Eén tip om na te kijken. Kies hem, en zeg of hij nog klopt.
       *[other] { $count } tips om na te kijken. Kies er een, en zeg of hij nog klopt.
    }
review-none = Er is nu geen tip om na te kijken.
review-listed-warned = { $title } (een lid schreef iets)
review-listed-doubted = { $title } (werkte vaak niet)
review-listed-due = { $title } (aan de beurt)
review-listed-unused = { $title } (een jaar niet gebruikt)
review-why-warned = Een lid schreef wanneer deze tip niet werkte.
review-why-doubted = Deze tip werkte bij minder dan de helft.
review-why-due = Deze tip is weer aan de beurt om na te kijken.
review-why-unused = Met deze tip heb ik een jaar lang niemand geantwoord.
review-numbers = Geprobeerd: { $tried }. Werkte: { $worked }.
review-answered = Voor het laatst gegeven: { $day }.
review-owner = Houdt de tip bij: { $name }.
review-worked-when = - Werkte: { $said }
review-not-worked-when = - Werkte niet: { $said }
review-may-warn = Dit lid vindt het goed dat deze zin bij de tip staat, zonder naam: ‘{ $said }’. Zal ik hem erbij zetten?
review-warn-yes = Zet de zin erbij
review-warn-no = Zet de zin er niet bij
review-right = Klopt nog
review-change = Wijzigen
review-tell-change = Moet anders
review-tell-withdraw = Kan weg
review-noted = Genoteerd. Ik vraag het weer rond { $day }, of eerder als de tip vaak niet werkt.
review-ask-remark = Deze tip is voor alle netwerken, dus de beheerder past hem aan. Wat moet die weten? Een of twee zinnen zijn genoeg.
review-told = Dank je, ik heb het genoteerd voor de beheerder.

## Tips van leden

source-practice = praktijkervaring uit het netwerk
source-practice-of = praktijkervaring, { $organisation }, met toestemming
source-credit = met dank aan { $name }
does-tip = een tip uit je eigen praktijk delen
tip-ask = Wat werkt er bij jullie? Typ je tip zoals je hem aan een collega zou vertellen, in een paar zinnen. Noem geen namen van kinderen of ouders.
tip-too-long = Dat is te lang voor een tip: mensen lezen hem onderweg op hun telefoon. Kun je het in hooguit { $longest } tekens vertellen? Dat zijn ongeveer tien zinnen.
tip-too-short = Vertel er iets meer bij: wat doe je, en waarom helpt het?
tip-enough = Fijn dat je zoveel deelt. Dit uur heb ik al { $most } tips van je, en de begeleiders lezen ze allemaal. Stuur de volgende over een uur.
tip-ask-question = Dank je, je tip staat klaar voor de begeleiders. Op welke vraag is dit een antwoord? Typ de vraag zoals een collega hem zou stellen, dan vind ik je tip beter.
tip-ask-credit = Mooi. Wie mag erbij staan als de tip geplaatst wordt?
tip-no-credit = Geen naam
tip-thanks = Dank je wel. De begeleiders kijken ernaar. Je hoort van me wat ermee gebeurt.
tip-to-look-at = Er is een nieuwe tip voor { $network }: «{ $title }». Wil je ernaar kijken?
tip-look = Bekijk de tip
told-tip-published = Je tip is geplaatst: «{ $title }». Je netwerk kan hem nu gebruiken. Dank je wel.
told-tip-not-placed = Je tip is deze keer niet geplaatst: «{ $title }». Wil je weten waarom? Vraag het je begeleider. Dank je dat je hem deelde.
tips-to-change = Welke tip wil je bekijken of veranderen? Nieuwe staan bovenaan.
no-tips-to-change = Er zijn nog geen tips van leden. Met /tip stel je er zelf een voor.
tip-draft-of = Nieuw: { $title }
tip-about-draft = **Nog niet geplaatst.** Onderwerp: { $theme }. Voor: { $network }. Zo krijgen leden hem te zien:
tip-about-published = **Geplaatst.** Onderwerp: { $theme }. Voor: { $network }. Zo krijgen leden hem te zien:
tip-about-retired = **Ingetrokken.** Onderwerp: { $theme }. Voor: { $network }. Leden krijgen hem niet te zien.
tip-for-all = alle netwerken
tip-preview = Wat ik ermee antwoord:
tip-tried-published = - ‘{ $question }’: { $then }
tip-tried = - ‘{ $question }’: nu { $now }, straks { $then }
tip-this-one = deze tip
tip-other-one = ‘{ $title }’
tip-suggested = deze tip als een van de mogelijkheden
tip-unknown = geen antwoord
tip-small-talk = een praatje
tip-danger = de tekst voor als er gevaar is
tip-double =
    Dit lijkt op een tip die er al is. Leg ze naast elkaar: voegt de nieuwe iets toe?

    { "**" }{ $title }**

    { $body }
tip-publish = Plaats de tip
tip-not-place = Plaats hem niet
tip-retire = Trek de tip in
tip-offer = Bied aan alle netwerken aan
tip-change-title = Andere titel
tip-change-body = Andere tekst
tip-change-question = Vraag erbij
tip-change-other = Andere taal erbij
tip-change-theme = Ander onderwerp
tip-new-title = Wat wordt de titel? Hooguit zestig tekens, want hij staat op een knop.
tip-new-body = Wat wordt de tekst? Twee tot vijf korte zinnen lezen het fijnst.
tip-new-question = Hoe vragen mensen hiernaar? Typ op elke regel een vraag, zoals een collega hem zou typen.
tip-new-other = Typ op de eerste regel de titel in de andere taal, en daaronder de tekst.
tip-which-theme = Bij welk onderwerp hoort de tip?
tip-incomplete = Er mist iets. Typ tekst; bij een andere taal op de eerste regel de titel en daaronder de tekst.
tip-published = De tip is geplaatst. Vanaf nu antwoord ik ermee in dit netwerk.
tip-retired-draft = Goed, ik plaats hem niet. De schrijver hoort het van me.
tip-retired-published = De tip is ingetrokken. Vanaf nu antwoord ik er niet meer mee.
tip-outdated = Iemand anders was je voor. Zo staat de tip er nu voor.
tip-offered = Aangeboden. De beheerder beslist of alle netwerken deze tip krijgen.
## Open vragen op de agenda, en waar geen antwoord op was

question-bring = Op de agenda
question-on-agenda = Staat op de agenda van { $day }. De dag erna vraag ik wat erover is gezegd.
question-brought = «{ $question }» staat op de agenda van { $day }. De dag erna vraag ik je wat erover is gezegd. Dat stuur ik naar wie het vroeg.
question-no-meeting = Er staat nog geen bijeenkomst gepland voor **{ $network }**. Plan er eerst een met /plan. Kies daarna nog eens «Op de agenda», hier of bij /vragen.
question-said-ask = Op de agenda van de bijeenkomst «{ $theme }» stond deze vraag: { $question }

    Wat is erover gezegd? Typ het in een paar zinnen, zonder namen van kinderen of ouders. Ik stuur het naar wie het vroeg.
question-said-skip = Sla over, de vraag blijft open
question-stays-open = Goed, de vraag blijft open. Je vindt hem bij /vragen.
question-said-comes = Je vroeg: { $question }

    Het kwam aan bod op de bijeenkomst «{ $theme }». Dit is erover gezegd: { $answer }

    Helpt dit?
question-nudge-said = Deze vraag stond op de agenda van jullie bijeenkomst: { $question } Wie hem stelde, wacht nog op wat erover is gezegd. Een paar woorden helpen ook.
gaps-head = **{ $network }: wat ik in { $month ->
        [1] januari
        [2] februari
        [3] maart
        [4] april
        [5] mei
        [6] juni
        [7] juli
        [8] augustus
        [9] september
        [10] oktober
        [11] november
       *[12] december
    } niet wist**
    Hier vroegen leden naar en had ik geen antwoord op. Misschien een thema voor jullie volgende bijeenkomst.
gaps-theme = { $count ->
    [one] - { $theme }: één keer
   *[other] - { $theme }: { $count } keer
}
gaps-other = Andere onderwerpen
gaps-open = Deze vragen gaven leden aan jullie door. Er is nog geen antwoord op:
    { $questions }
gaps-question = { $count ->
    [one] - { $question }
   *[other] - { $question } ({ $count } leden)
}
gaps-bring = Op de agenda: { $question }

## Van antwoord naar tip

answer-tip-offer = Wil je er ook een tip van maken? Dan weet ik het zelf als een ander hetzelfde vraagt.
answer-tip-make = Maak er een tip van
answer-tip-too-long = Als tip is dit antwoord te lang: mensen lezen hem onderweg op hun telefoon. Typ het in hooguit { $longest } tekens. Dat zijn ongeveer tien zinnen.
answer-tip-credit = Je antwoord staat klaar als tip. De titel is nu «{ $title }» en het onderwerp { $theme }; dat kun je hierna nog veranderen. Wie mag erbij staan?
answer-tip-there = Van dit antwoord is al een tip gemaakt. Dit is hem:
answer-tip-no-consent = Wie dit antwoord schreef, heeft het liever niet als tip. Weet je zelf iets wat helpt? Stuur dan /tip.
answer-tip-asked = { $name } schreef dit antwoord. Ik vraag nu of het een tip mag worden. Zodra dat mag, hoor je het van me en kun je hem plaatsen.
answer-tip-consent =
    { $name } wil van jouw antwoord een tip maken voor { $network }. Dan krijgt iedereen die het vraagt hem te zien:

    { "**" }{ $title }**

    { $body }

    Mag dat? Kies wie erbij mag staan.
answer-tip-refuse = Liever geen tip
answer-tip-refused = Goed, dan wordt het geen tip. Wie de vraag stelde, heeft je antwoord wel gekregen.
told-answer-tip-refused = { $name } heeft dit antwoord liever niet als tip: «{ $title }». Weet je zelf iets wat helpt? Stuur dan /tip.
tip-waits-for-consent = Ik wacht nog op wie dit schreef: mag het een tip worden? Je hoort het van me. Daarna kun je hem plaatsen.

## Open vragen van leden

does-questions = de vragen die leden doorgaven
questions-head = **Vragen in { $network }**. Kies er een om hem op te pakken of te beantwoorden.
questions-none = In **{ $network }** staat geen vraag open. Zodra een lid er een doorgeeft, hoor je het hier.
desk-open = Nog van niemand:
desk-claimed = Opgepakt:
desk-answered = Beantwoord:
question-operator = de beheerder
question-card = { $count ->
    [one] **Een vraag uit { $network }** waar ik geen antwoord op heb:
   *[other] **Een vraag uit { $network }** waar ik geen antwoord op heb. { $count } leden stelden hem:
}
question-card-answered = { $count ->
    [one] **Een vraag uit { $network }** die beantwoord is:
   *[other] **Een vraag uit { $network }** die beantwoord is. { $count } leden stelden hem:
}
question-claimed = { $who } pakt deze vraag op.
question-answered = { $who } gaf dit antwoord: { $answer }
question-earlier = Dit antwoord hielp niet: { $answer }
question-alike = Deze open vragen lijken erop:
    { $questions }
question-claim = Ik pak hem op
question-answer = Beantwoord
question-merge = Zelfde als: { $question }
question-ask-answer = { $count ->
    [one] Typ je antwoord op «{ $question }». Ik stuur het naar wie het vroeg.
   *[other] Typ je antwoord op «{ $question }». Ik stuur het naar de { $count } leden die het vroegen.
}
question-sent = { $count ->
    [0] Je antwoord is bewaard. Wie het vroeg is nu niet te bereiken.
    [one] Je antwoord gaat naar wie het vroeg. Ik vraag of het helpt.
   *[other] Je antwoord gaat naar { $count } leden. Ik vraag hun of het helpt.
}
question-nobody-left = Deze vraag is er niet meer: wie hem stelde, liet zijn gegevens wissen. Je antwoord gaat naar niemand. Helpt het anderen ook? Stuur het dan als tip, met /tip.
question-too-late = Een ander was je net voor. Jouw antwoord is niet verstuurd.
question-nudge-claimed = Je pakte twee werkdagen geleden deze vraag op: { $question } Het lid wacht op antwoord. Een kort antwoord helpt ook.
question-nudge-open = Deze vraag wacht al twee werkdagen, en niemand pakte hem op: { $question }
question-answer-comes = Je vroeg: { $question }

    De begeleiders antwoorden: { $answer }

    Helpt dit?
question-glad = Fijn dat het helpt. De vraag is nu klaar.
question-reopened = Jammer. Ik geef je vraag nog een keer door, en zeg erbij dat dit antwoord niet hielp. Je hoort het hier.
question-not-again = Dank je, ik heb het genoteerd. Neem het gerust mee naar de volgende bijeenkomst, met /inbreng.
