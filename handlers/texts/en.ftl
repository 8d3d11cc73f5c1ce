## Answers

answer = **{ $title }**

    { $body }

    _Source: { $source }_

    Does this help?
source-undated = no date
only-in-other-language = _This tip is not in English yet._
helps = Yes, this helps
helps-not = No, not really
helped = Good to hear.
helped-not = Pity, but we learn from that. Shall I pass your question on to the facilitators?
did-you-mean = I am not sure what you mean. Is it one of these?
none-of-these = None of these

## Not knowing, and passing on

unknown = I don't know that. I only answer with tips from the network, and I have none about this. Shall I pass your question on to the facilitators?
pass-on-yes = Yes, pass it on
pass-on-no = No, leave it
passed-on = Your question is with the facilitators now. You get the answer here. Thank you: the whole network learns from it.
passed-on-shortened = Your question is long. Its first { $length } characters are with the facilitators now. You get the answer here. Thank you: the whole network learns from it.
not-passed-on = Fine, I keep nothing. Feel free to ask something else.
type-question = Type your question and I will pass it on. Changed your mind? Send /stop.
type-again = I only keep your words when you want me to, and by now I have lost them. Type your question once more and I will pass it on. Changed your mind? Send /stop.

## What may identify somebody

guard-certain = I have not kept this: something in it shows who it is about. It is { $words }.
guard-nothing-to-remove = What you typed is on your own screen only, so there is nothing for me to take away.
guard-neutral = This would be fine:
guard-send-so = Shall I send it like this? You can also type it again yourself.
guard-type-without = Type it again without names and other details, and I will send it.
guard-send = Yes, send it like this
guard-remove = Take my message away
guard-leave = No, leave it
guard-possible-name = { $count ->
        [one] Just to be sure: is { $words } a person?
       *[other] Just to be sure: is one of these a person? { $words }
    }
guard-possible = { $count ->
        [one] Just to be sure: does { $words } show who it is about?
       *[other] Just to be sure: does one of these show who it is about? { $words }
    }
guard-yes = Yes
guard-no = No
guard-type-again = I don't just keep your words, and by now I have lost them. Type it once more, without names of children or parents. Changed your mind? Send /stop.
guard-left = Fine, I have kept nothing.
guard-removed = Your message is gone.
guard-not-removed = I am not allowed to take your message away. Will you do it? Press and hold the message and choose Delete.
guard-gentle = _I don't keep your question. Please don't mention a name or other details of a child or parent here._
guard-gentle-group = Your question in the group has something in it that shows who it is about. Please take your message away there.

## Reading what somebody types

empty = I see no text. Type your question in a few words.
number-of-list = Choose a number from { $first } to { $last }, or just type your question.
lone-number = There is no list open right now. Type your question in a few words and I will look with you.
closed = This question is closed. Feel free to type a new one.
only-text = I read text only. Type your question in a few words and I will look with you.
not-yours = This choice is for the person who asked. Feel free to ask a question yourself.
come-to-me = I would rather talk about that with you alone. Open a chat with me and send it there.
only-encrypted = I only tell that in an encrypted chat. Open one with me and ask again there.
unreadable = I could not read this, please send it again.
from-elsewhere = I only talk with members of the learning network. Are you one of them? Ask your facilitator for an invitation.
plain-room = I only talk in encrypted chats. Open an encrypted chat with me and I will help you there.
danger-or-answer = Was this simply your answer to my question? Then tap below and we go on.
too-many = I can't read so many messages at once. I skipped your latest ones. Please send them again in a few minutes.
answer-or-question = Is this your answer, or do you have a new question?
it-is-the-answer = My answer
it-is-a-question = New question
words-forgotten = I have lost your message, because I don't just keep what you type. Please send it once more.
unknown-command = I don't know that command. Send /help to see what I can do.
apology = Something went wrong on my side. Please try again in a moment. If it keeps happening, give this code to the operator: { $code }

## Joining

stranger = Hi. I am here for the members of a learning network. Do you have an invitation? Send me the code in it.
facilitators-only = Only facilitators of the network can do that.
code-unknown = I don't know that code. Check it once more, or ask your facilitator for a new one.
code-expired = This invitation has expired. Ask your facilitator for a new one.
code-used-up = Everybody this invitation was meant for is in already. Ask your facilitator for a new one.
wrong-codes = { $minutes ->
        [one] Those were many wrong codes. Try again in a minute.
       *[other] Those were many wrong codes. Try again in { $minutes } minutes.
    }
invitation = You are invited to { $network }. Open a chat with the Leernetwerkbot and send this code: { $code }
invitation-with-link = You are invited to { $network }. Open { $link }, or send the Leernetwerkbot this code: { $code }
already-member = You are a member of { $network } already. Feel free to ask your question.
join-privacy =
    Welcome. You are invited to **{ $network }**.

    To take part, I keep your name, your organisation, what you do there and how I reach you here. With that I invite you to meetings, and facilitators know who is coming. What you ask I keep only when you pass it on yourself. You can see everything and have it erased.

    Will you join?
join-yes = Yes, I'll join
join-no = No, thanks
join-declined = Fine, I keep nothing about you. If you change your mind, send the code again.
join-name = Good. What is your name, and which organisation do you work for? For instance: Sanne de Vries, Gezinshuis De Linde
join-name-again = I see no name yet. What is your name?
join-organisation = Hello { $name }. Which organisation do you work for?
join-organisation-again = I see no organisation yet. What is the place called where you work?
join-function = { $organisation }, noted. And what do you do there?
joined = Welcome to { $network }, { $name }. Ask your first question right away, or see with /help what else I can do.
function-practitioner = Residential worker
function-behavioural_scientist = Behavioural scientist
function-policy = Policy officer
function-director = Director
function-expert_by_experience = Expert by experience
function-education = Education
function-other = Something else

## Own data

privacy = **What I keep about you**

    I only keep what I need, and no longer than this:

    { $kept }

    What you ask I keep only when you pass it on yourself. With /mydata you get all I have about you. With /forgetme I erase it.
kept-members = **Who you are**: your name, organisation, what you do and your language, your networks and how I reach you. That is how I recognise you and know where you belong. As long as you are a member, and another { $period }.
kept-visitors = **How I reach you when you are not a member**: to be able to answer. { $period }.
kept-questions = **Questions you pass on**: so that facilitators can answer them. { $period }.
kept-reflections = **How you look back**: what you answer after a meeting and in between, and the step you try. So you and the network learn. { $period }.
kept-prompts = **Which prompts to reflect on you got**: so that you don't get the same one twice. { $period }.
kept-tips = **Tips you suggested that are not published (any more)**: so that the facilitators can look at them. { $period } after the last change. A published tip stays; your name is on it only if you want that.
kept-opinions = **Whether a tip helped you**: that makes the tips better. After { $period } nobody can see who said it.
kept-experiences = **Whether you used a tip**: whether it worked and in which situation. So others know what it is worth. After { $period } only the number stays, without you and without your words.
kept-messages = **What I sent you**: to see whether it arrived. { $period }.
kept-lists = **Choices I showed you**: so that the buttons keep working. { $period }.
kept-steps = **An answer I am waiting for**: so that you can go on where you were. { $period }.
kept-surplus = **Messages I have not got round to yet**, when you send very many at once: so that none is lost. A few moments as a rule, { $period } at most.
kept-gaps = **What I had no answer to**: only how often, by topic, network and month. Not what you asked, and not that it was you. So the facilitators know what questions are about. { $period }.
kept-guard-counts = **How often I stopped names and other details**: numbers only, so that the network can see whether it goes well. { $period }.
kept-attendance = **Whether you came to a meeting**, what you answered and what you prepared: to see who comes and whom we miss. { $period } after the meeting; after that it no longer says who it was.
kept-guests = **Names of guests and stand-ins**: so that the facilitators know who comes. { $period } after the meeting.
kept-agenda = **What you bring to a meeting**: so that we can talk about it together. { $period }.
kept-handled = **That I have had a message**, as a code without your words: so that I don't answer twice. { $period }.
kept-invitations = **Invitations and codes to link**: to let you in. Until { $period } after they expired.
kept-wrong-codes = **How often you sent a wrong code**: so that nobody can guess codes. { $period }.
kept-audit = **Who changed what in a network**, under a pseudonym: to be able to see what happened. { $period }.
my-data = This is all I keep about you: once to read, and once for computers. Is something wrong? Ask your facilitator for help.
my-data-again = I could not send your data just now, and I don't keep such a copy. Send /mydata once more.
forget = I will then erase all I know about you, and you are no longer a member. Questions you passed on are erased too. Only counts stay, without you. I can't undo this. Are you sure?
forget-yes = Yes, erase it all
forget-no = No, don't
forgotten = I have erased everything about you. What stands here in our chat you can delete yourself. All the best.
forgotten-not = Fine, everything stays as it was.
last-facilitator = You are the only facilitator of { $network }, and it has members. First make somebody else a facilitator, or ask the operator for help. Then I can erase you.
pause = How long shall I be quiet? You will only hear from me when you ask something.
pause-longer = I am quiet until { $until }. Do you want to change that?
pause-unknown = How long is that? Choose one of these, or send for instance /pause 10 days. It can't be longer than a year.
pause-off = Back on
paused = Fine, until { $until } you will only hear from me when you ask something.
resumed = Good, I am back. From now on you will hear from your network again.
not-for-operator = You are talking as the operator here. This is for members.
period-days = { $number ->
        [one] { $number } day
       *[other] { $number } days
    }
period-weeks = { $number ->
        [one] { $number } week
       *[other] { $number } weeks
    }
period-months = { $number ->
        [one] { $number } month
       *[other] { $number } months
    }
day = { $day } { $month ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[12] December
    } { $year }
copy-file = mydata
copy-title = Everything the Leernetwerkbot keeps about you, on { $day }
data-people = Who you are
data-calendar_feeds = Your calendar
data-rsvps = What you answered to invitations
data-attendance = Whether you were at a meeting
data-invitees = Meetings you were invited to
data-meeting_preparers = Meetings you prepare
data-meetings = Meetings you made
data-agenda_items = What you brought
data-agenda_votes = What you voted for
data-memberships = Your networks
data-doors = How the bot reaches you
data-questions = Questions you passed on
data-question_groups = Questions you picked up or answered
data-reflections = How you looked back on meetings
data-tips = Tips you wrote
data-tip_uses = Tips that helped you, and what came of them
data-tip_reviews = Tips you looked at again
data-small_steps = Your small steps
data-prompt_answers = What you answered to prompts to reflect on
data-prompts_asked = Which prompts to reflect on you got
data-feedback = Whether a tip helped you
data-outbox = What the bot sent you
data-surplus = Messages the bot has not got round to yet
data-choice_list = Choices you were given
data-pending_step = What the bot is waiting for
data-expected_answers = What the bot waits for, wherever you are
data-invitations = Invitations you made
data-link_codes = Codes to link
data-wrong_codes = Wrong codes
data-audit = What was changed, under your pseudonym
field-name = name
field-pseudonym = pseudonym
field-organisation = organisation
field-function = function
field-language = language
field-started_at = started on
field-paused_until = quiet until
field-created_at = known since
field-left_at = no member since
field-last_network_id = network you chose last
field-network = network
field-role = role
field-since = since
field-platform = app
field-sender = your number or name there
field-conversation = chat
field-preferred = preferably here
field-unreachable_since = can't be reached since
field-unreachable_reason = why not
field-ownerless_since = nobody's since
field-text = text
field-message = message
field-status = status
field-asked_at = asked on
field-mark = mark
field-takeaway = what you take along
field-quotable = may be in the harvest
field-ask_when = when I ask about it
field-ask_at = I ask about it at
field-asked = times asked
field-outcome = what came of it
field-learned = what you learned
field-shared = shared with the network
field-day = round of
field-prompt = prompt
field-anonymity = who sees it
field-asked_on = received on
field-state = what you did with it
field-tip = tip
field-reopened = passed on again
field-claimed_at = picked up on
field-nudged_at = reminded on
field-brought_at = put on the agenda on
field-said_asked_at = asked what was said of it on
field-earlier_answer = earlier answer
field-helped = helped
field-at = on
field-key = reference
field-kind = kind
field-thread = topic in the chat
field-reply = text of the bot
field-not_before = not before
field-not_after = not after
field-attempts = attempts
field-lapsed = perhaps sent twice
field-reason = what went wrong
field-sent_at = sent on
field-message_id = number of the message
field-owner = for whom
field-choices = choices
field-expires_at = valid until
field-closed_at = closed on
field-data = given already
field-about = about
field-prompt_key = reference of the question
field-uses_left = uses left
field-created_by = made by
field-wrong = how many
field-last_at = last on
field-actor = who
field-action = what
field-subject = about whom or what
field-detail = more
field-reminders = your own reminders
field-meeting = meeting
field-answer = answer
field-answered_at = answered at
field-for_version = for date number
field-replaced_by_name = who comes in your place
field-replaced_by = who was there in your place
field-invited_at = invited at
field-version = last told: date number
field-cancel_told = told that it is off
field-card_key = key of the invitation
field-theme = theme
field-local_start = begins
field-timezone = time zone
field-duration = length
field-place = place
field-link = link
field-cancel_reason = why it is off
field-chosen = on the agenda
field-title = title
field-body = text of the tip
field-sources = source
field-phrasings = how people ask
field-author = author
field-credit = thanks to
field-changed_at = changed on
field-published_at = published on
field-offered_at = offered to all networks on
field-consent_asked_at = asked for consent on

field-helped_at = helped on
field-context = in which situation
field-approved = a facilitator agrees that it stands with the tip
field-verdict = what you thought of it
field-remark = what you told the operator
field-item_id = number of the item
value-yes = yes
value-no = no
value-member = member
value-facilitator = facilitator

## Profile, networks and linking

noted = Noted.
not-known = not known yet
no-profile = You are the operator here and no member, so you have no profile.
no-network = There is no network yet. The operator makes one with `leernetwerk network add`.
which-network = Which network is it about?
profile =
    This is how I know you:

    Name: { $name }
    Organisation: { $organisation }
    What you do: { $function }
    Language: { $spoken }
    Networks: { $networks }
    Reached by: { $doors }

    Would you like to change something?
change-name = My name
change-organisation = My organisation
change-function = What I do
change-language = My language
change-reminders = My reminders
change-doors = Where you reach me
ask-name = What is your name?
ask-organisation = Which organisation do you work for?
ask-function = What do you do there?
ask-door = I reach you by { $door } first. If that fails, I try the other. How would you like it?
door-first = { $door } first
door-away = Unlink { $door }
networks = You are in these networks:
leave = Leave { $network }
leave-sure = Do you want to leave { $network }? You then get no more invitations and reminders.
leave-yes = Yes, I leave
leave-no = No, I stay
left = You are no longer a member of { $network }. Thank you for taking part. With a new invitation you can always come back.
stayed = Good to have you with us.
link-code =
    This is how I recognise you in your other app too. Open a chat with me there and type, within { $minutes } minutes:

    /link { $code }

    Give this code to nobody else: whoever types it talks to me as you from then on.
link-nobody = I don't know you here yet. Send /link in the app in which you talk to me already. You then get a code to type here.
link-same = This code is for your other app. Type it there.
link-unknown = I don't know that code, or it has expired. Send /link in your other app for a new one.
linked = Done, { $name }. From now on I know you here too. With /profile you choose where I reach you first.
told-linked = From now on you talk to me by { $platform } too. Was that not you? Then send /profile and unlink that app.
merge-sure = Here I know you as { $here }, in your other app as { $there }. Shall I make one person of them? I then keep { $there }, with everything that belongs to both. I can't undo this.
merge-yes = Yes, both are me
merge-no = No, leave it
merge-declined = Fine, I leave it as it is.

## Facilitating

role-member = member
role-facilitator = facilitator
invite-role = As what do you invite somebody to { $network }?
invite-uses = How many people is the invitation for?
invite-days = How long may the invitation work?
invitation-made =
    Done. The invitation works for { $days } days, for { $uses ->
        [one] one person
       *[other] { $uses } people
    }, as { $role }. This you can pass on:

    You are invited to **{ $network }**. { $way }

    /start { $code }
invite-by-link = Open { $link } or type in a chat with me:
invite-by-code = Open a chat with me and type:
members = **{ $network }**: { $people ->
        [one] one person
       *[other] { $people } people
    }, { $waiting ->
        [0] and everybody has started.
        [one] one of whom has not started yet.
       *[other] { $waiting } of whom have not started yet.
    }
members-further = More (page { $page } of { $pages })
members-back = Back to the list
member-waiting = not started yet
member-started = has started
member-card = **{ $name }**

    Organisation: { $organisation }
    What they do: { $function }
    Role in { $network }: { $role }, { $started }
member-gone = This person is not (any more) in { $network }.
make-facilitator = Make facilitator
make-member = Make ordinary member
member-remove = Remove from the network
member-remove-sure = Shall I remove { $name } from { $network }? I let them know in a friendly way.
member-remove-yes = Yes, remove
member-remove-no = No, leave it
change-done = Noted.
change-outdated = That had been changed already. This is how it is now:
change-last = That can't be done now: a network always keeps one facilitator. Make somebody else facilitator first (/members), or invite one (/invite).
told-role-member = You are an ordinary member of { $network } now. Thank you for facilitating.
told-role-facilitator = You are a facilitator of { $network } now. With /help you see what that lets you do.
told-removed = You are no longer a member of { $network }. Thank you for taking part. Is this a mistake? Ask a facilitator.
network-settings = This is how **{ $network }** works:
setting-line = - { $name }: { $value }
what-to-change = What would you like to change?
setting-choose = { $name } is now: { $value }. What should it be?
setting-none = none
setting-everybody = everybody
setting-members-only = members only
setting-name = Name of the network
setting-is-reminders = Reminders beforehand
setting-is-quiet = Quiet hours
setting-is-language = Language of the network
setting-is-timezone = Time zone
setting-is-open_ask = Who may ask questions
setting-is-reflect_after = Looking back afterwards
setting-is-prompts_every = Time between two prompts to reflect
ask-network-name = What should { $network } be called?
duration-weeks = { $count ->
        [one] 1 week
       *[other] { $count } weeks
    }
duration-days = { $count ->
        [one] 1 day
       *[other] { $count } days
    }
duration-hours = { $count ->
        [one] 1 hour
       *[other] { $count } hours
    }
duration-minutes = { $count ->
        [one] 1 minute
       *[other] { $count } minutes
    }

## Setting up

setup-hello = I ask a few questions and write the answers to { $file }. Enter takes what stands between brackets. Ctrl-C stops; then nothing changes.
setup-overwrite = There is a { $file } already. Replace it? I keep the old one as { $old }. (yes/no) [no]
setup-kept = Right, I change nothing.
setup-telegram = Telegram: the token that BotFather gave (see t.me/BotFather; empty: no Telegram) []
setup-telegram-wrong = That does not look like a token. It is digits, a colon, and then letters and digits.
setup-telegram-refused = Telegram does not know this token. Look whether it is complete.
setup-telegram-unreached = I can't reach Telegram now, so I take the token as it is.
setup-telegram-known = Found: { $name }.
setup-matrix = Matrix: the name of the bot, such as @bot:example.org (empty: no Matrix) []
setup-matrix-wrong = That does not look like a Matrix name. It begins with @ and has a colon, such as @bot:example.org.
setup-homeserver = The address of that server [{ $usual }]
setup-homeserver-wrong = That is no complete address. It begins with https://
setup-password = The bot's password on Matrix
setup-password-wrong = Without a password the bot can't log in.
setup-timezone = Time zone [{ $usual }]
setup-timezone-wrong = I don't know that time zone. Use a name such as Europe/Amsterdam.
setup-network = What is the learning network called? [{ $usual }]
setup-network-usual = Our learning network
setup-network-wrong = Use a name of 2 to 80 characters, without < and >.
setup-operator-telegram = Who hears it when something goes wrong? Send { $name } a message in Telegram now, and press Enter. Or type telegram:NUMBER or matrix:@name:server. Nobody: type -
setup-operator = Who hears it when something goes wrong? Type telegram:NUMBER or matrix:@name:server. Nobody: Enter
setup-operator-wrong = I can't read that. Type telegram:NUMBER or matrix:@name:server.
setup-operator-nobody = I see no message yet. Send one and press Enter again, or type - for nobody.
setup-operator-found = Are you { $name }? (yes/no) [yes]
setup-neither = Without Telegram and Matrix there is only the conversation in the terminal: leernetwerk chat
setup-again = That failed three times, so I stop. Nothing has changed.
setup-stopped = Stopped. Nothing has changed.
setup-written = Written: { $file }. Only you can read it.
setup-network-there = The network { $name } is there.
setup-next = What to do next: «leernetwerk doctor» looks whether all is in order, «leernetwerk run» begins. Whoever becomes the facilitator sends the bot this: /start { $code }. Invitations for members are made by «leernetwerk invite --network { $key } --role member».
setup-demo-making = I am making an example network in { $file }. It is all invented, and nothing is sent. One moment …
setup-demo-again = There was an example network in { $file } already. I am making it anew. It is all invented, and nothing is sent. One moment …
setup-demo-hello =
    Done. You are { $name }, facilitator of { $network }, where Dutch is spoken. Have a look at:
      /digest · /meeting · /members · /questions · /attendance · /delivery · /harvest · /tip wijzig

## Alarms for the operator

alarm-tick = **Something is wrong.** Since { $since } what I do each minute fails. Reminders and invitations may be late. Often the database is away or the disk is full. «leernetwerk doctor» says what is the matter.
alarm-answers = **Answers are stuck.** The oldest waits since { $since }. «leernetwerk doctor» says what is the matter, «leernetwerk outbox list» which they are.
alarm-messages = **Messages are stuck.** The oldest should have gone at { $since }. «leernetwerk outbox list» says which they are, and why.
alarm-platform = **I can't reach { $platform }** since { $since }. I keep what waits, and send it as soon as I can. «leernetwerk doctor» says what is the matter.
alarm-clock = **The clock of my machine has jumped.** It was last right at { $since }. I only answer now: I send nothing by myself and take nothing away that is past its time. Set the clock, and I go on by myself. Is it right, because I was switched off for a while? Then give «leernetwerk retention --clock-is-right» once.
alarm-tick-over = All right again: what I do each minute works.
alarm-answers-over = All right again: no answers are stuck any more.
alarm-messages-over = All right again: no messages are stuck any more.
alarm-clock-over = All right again: the clock of my machine is right.
alarm-platform-over = All right again: I can reach { $platform }.

## Calendar

calendar-file = meeting
calendar-file-of-all = meetings
calendar-name = Learning network
calendar-cancelled = Cancelled: { $theme }
calendar-declined = Not coming: { $theme }
calendar-replaced = A colleague goes: { $theme }
calendar-about = Are you coming, or can't you make it? Let us know in the chat with /meeting.
calendar-link =
    This is your own calendar link. Add it to your calendar as an ‘internet calendar’ (also called ‘from URL’ or ‘subscribe’). Then all meetings of your networks are in it, also when one changes.

    { $link }

    Keep it to yourself: whoever has the link sees your meetings. With /calendar you make a new one or switch it off.
calendar-there-is = You have had a calendar link since { $day }. I don't keep it myself, so I can't show it again. Lost it? Then make a new one; the old one stops working.
calendar-link-new = New link
calendar-link-off = Switch the link off
calendar-only-file = Send a file
calendar-link-gone = The link doesn't work any more. With /calendar you make a new one.
calendar-as-file = { $count ->
        [one] Here is your meeting
       *[other] Here are your { $count } meetings
    } for your calendar. Mind: this file does not follow changes. If anything changes, I'll tell you; with /calendar you get a new file.
calendar-empty = Nothing is planned yet. When there is a meeting, I'll invite you.

## Attendance

attendance-ask = Who was there? This is what I make of the answers to the invitation.
attendance-noted = Noted:
attendance-of = **{ $theme }**, { $day }
attendance-ok = Right, note it
attendance-change = Something is wrong
attendance-add = Add somebody
attendance-further = More names
attendance-done = Done
attendance-tap = Tap a name to switch between present and absent.
attendance-person = { $name }: { $status }
attendance-take-off = { $name } (guest): take off
attendance-nameless = somebody
roll-present = Present ({ $count })
roll-absent = Absent ({ $count })
roll-replaced = Replaced ({ $count })
attendance-nobody = Nobody is on the list yet.
attendance-and-more = { $names } and { $count } more
attendance-by = { $name } by { $other }
presence-present = present
presence-absent = absent
presence-replaced = replaced
attendance-now-absent = { $name } is noted as absent now.
attendance-instead = Somebody came for { $name }
attendance-who-instead = Who came instead of { $name }? Choose somebody, or type the name.
attendance-who-else = Who else was there? Choose somebody, or type the name. The organisation can follow after a comma: Noor de Wit, De Linde.
attendance-nobody-else = Nobody else
attendance-added = { $name } is on the list.
attendance-not-yet = There is no list of this meeting: it has not begun, is cancelled, or is not there any more.
attendance-no-meetings = { $network } has not had a meeting yet. After one I'll ask you who was there.
attendance-head = **{ $network }**: who was there?
attendance-line = { $day }, { $theme }: { $present } present{ $replaced ->
        [0] { "" }
       *[other] , { $replaced } replaced
    }, { $absent } absent
attendance-line-open = { $day }, { $theme }: not noted yet
attendance-open = { $theme }, { $day }
attendance-over-time = By organisation
attendance-as-xlsx = Excel file
attendance-as-csv = CSV file
attendance-file = attendance
attendance-here = Here is the list of all meetings so far. There are names in it: don't keep it longer than needed.
attendance-nothing-noted = No attendance of { $network } is noted yet. With /attendance you choose a meeting.
attendance-tallies = **{ $network }**: { $count ->
        [one] the only meeting so far
       *[other] the { $count } meetings so far
    }, by organisation
attendance-tally = { $organisation }: { $present } of { $total }{ $replaced ->
        [0] { "" }
       *[other] , { $replaced } by a replacement
    }
attendance-silent = Nothing heard the last three times or longer: { $organisations }. Perhaps give them a call?
## Looking back, small steps and prompts to reflect on

skip = Skip this
reflect-ask-mark =
    How was **{ $theme }** for you? Give a mark from 0 to 10. Or type right away what you take along.

    _The facilitators see your answer, with your name. Your step is yours alone._
reflect-ask-other-mark = What should the mark be, from 0 to 10?
reflect-which-mark = There are whole marks only. Which of the two is it?
reflect-no-such-mark = Choose a mark from 0 to 10.
reflect-marked = { $mark } it is, noted.
reflect-ask-takeaway = What do you take along? One sentence will do, without names of children or parents.
reflect-thanks = Thank you. You can change it with /reflect, until the next meeting.
reflect-thanks-and-quote = Thank you. May your sentence be in the network's harvest, without your name? If you say nothing, it stays with the facilitators. You can change it with /reflect, until the next meeting.
reflect-nothing = There is no meeting to look back on now. After the next one I ask you how it was.
reflect-so-far =
    This is how you looked back on **{ $theme }**:

    Mark: { $mark }
    What you take along: { $takeaway }

    Would you like to change something?
reflect-none = nothing yet
reflect-change-mark = Another mark
reflect-change-takeaway = Another sentence
quote-yes = Yes, without my name
quote-no = Rather not after all
quote-noted = Lovely. Your sentence may be in the harvest, without your name.
quote-withdrawn = Fine, your sentence will not be in the harvest.
step-ask = Which small step will you try? For instance: if the school rings, then I first ask what did go well. Only you see this.
step-none = No step now
step-ask-when = Nice. When shall I ask how it went?
when-week = Next week
when-two-weeks = In two weeks
when-month = In a month
when-before-next = Before the next meeting
when-never = Rather not
step-will-ask = Fine, I'll ask about it then. With /step you see it again.
step-never-asked = Fine, I won't ask about it. With /step you see it again.
step-how =
    You wanted to try this: _{ $step }_

    How did it go?
step-done = It worked
step-partly = Partly
step-not-done = It didn't work, and that tells us something too
step-not-yet = Not done yet
step-went-done = Good to hear. What did you learn from it? One sentence will do.
step-went-partly = Partly is a step too. What did you learn from it? One sentence will do.
step-went-not_done = Thank you for saying so, that is what we learn most from. What do you know now that you didn't know before?
step-asked-again = No problem. I'll ask once more in a week.
step-left-alone = No problem. I won't ask about it any more. With /step you can pick it up again.
step-noted-and-outcome = Noted. And did it work?
step-share = May the network read your step, and what you learned? I leave out your name.
step-share-yes = Yes, share it
step-share-no = No, keep it with me
step-shared = Shared, without your name. Thank you, it will help somebody else.
step-not-shared = Fine, it stays with you.
step-dropped = Fine, we let go of that step.
step-say-how = Say how it went
step-other-moment = Ask at another moment
step-drop = Let go of it
step-new = New step
step-list =
    This is what you are trying now:

    { $steps }

    What would you like to do with the last one?
prompt-seen-by-group = Your answer is for the whole network, with your name.
prompt-seen-by-facilitators = Only the facilitators read your answer, with your name.
prompt-seen-by-anonymous = Your answer is anonymous: I don't keep whose it is. I show answers only once there are five or more. After that you can't change it, ask for it or have it erased.
prompt-intro = A question to pause at for a moment, from { $network }:
prompt-reminder = This one is still open. One sentence will do, and skipping it is fine too:
prompt-tip = Read the tip
prompt-other = Give me another one
prompt-not-now = Not now
prompt-no-more = I have no other question for you at the moment. Another time.
prompt-put-aside = Fine, another time.
prompt-thanks = Thank you. May this be in the harvest, without your name? If you say nothing, it won't.
prompt-thanks-anonymous = Thank you. Your answer has been added, without you.
prompt-answered-already = You have answered this already. I can't change an anonymous answer, since I don't know which one is yours.
prompt-to-think-on = To think about: { $line }
prompt-others =
    Others wrote:

    { $answers }
prompt-other-answer = - { $name }: { $text }
prompt-quote-noted = Lovely, it may be in the harvest, without your name.
recap =
    You weren't at **{ $theme }** of { $network }. In short:

    { $lines }

    Something to try: { $tip }

    Which question would you have liked to ask? One sentence will do. _The facilitators read your answer, with your name._
recap-there = - { $count ->
        [one] One colleague has looked back so far.
       *[other] { $count } colleagues have looked back so far.
    }
recap-quote = - Somebody takes along: { $text }
recap-nothing-yet = - The others are looking back now. Do ask a colleague how it was.
recap-next = - The next one is on { $day }.
recap-thanks = Thank you, I pass it on to the facilitators.
translate = Translate to my practice
translate-ask-mark = **{ $title }**. How far are you with this at your place, from 0 to 10? Only you see your answers. Afterwards I keep only your step.
translate-ask-take = What do you take from this, and what not?
translate-ask-need = What does it need at your place?
translate-ask-step = What can you do tomorrow? For instance: if I am on duty, then I ring the mentor.
translate-sum-mark = - Now: { $said }
translate-sum-take = - Taken along: { $said }
translate-sum-need = - Needed: { $said }
translate-sum-step = - Tomorrow: { $said }
harvest = **Harvest of { $network }, the past year**

    { $lines }
harvest-empty = { $network } has nothing to harvest yet. After the first meeting that will come.
harvest-response = - { $meetings ->
        [one] One meeting
       *[other] { $meetings } meetings
    }; of the { $there } times that somebody was there, they looked back { $looked_back } times.
harvest-marks = - Average mark: { $first } at the first, { $last } at the last.
harvest-steps = - Steps tried: { $tried }, of which { $done } worked and { $partly } partly.
harvest-quote = - "{ $text }"
harvest-page = As a page to print
harvest-workbook = As Excel
harvest-file = Here is the harvest. It names nobody, so you may show it.
successes-begin = Celebrate the successes
successes = **This worked in { $network }**

    { $body }

    Did you try something too? Tell it with /step.
success-done = - It worked: "{ $text }"
success-partly = - It worked in part: "{ $text }"
success-quote = - Somebody says: "{ $text }"
successes-learned = Learned: "{ $text }"
successes-preview =
    The harvest of { $days } days, without names. This is what { $people ->
        [one] one person
       *[other] { $people } people
    } will read:

    { $message }

    Would you like to put words of your own above it? Type them, and you see them here.
successes-naming = { $count ->
        [one] One sentence names a member. I left it out.
       *[other] { $count } sentences name a member. I left them out.
    }
successes-none = In { $network } there is nothing to share of the last { $days } days. I only show what worked and was shared, and sentences that may be shown.
successes-leave-out = Leave a line out
successes-which =
    Which line shall I leave out?

    { $lines }
successes-changed = Something changed since you saw this. Nothing was sent yet. This is how it is now:
successes-days-30 = Only the last month
successes-days-90 = The last three months
successes-days-365 = The past year
digest = **{ $network }, this week**

    { $lines }
digest-quiet = - Nothing to do. Enjoy it.
digest-questions = - { $count ->
        [one] One question waits for an answer.
       *[other] { $count } questions wait for an answer.
    }
digest-tips = - { $count ->
        [one] One tip to look at again. Send /tip review.
       *[other] { $count } tips to look at again. Send /tip review.
    }
digest-attendance = - Who were at { $theme }? Send /attendance.
digest-no-meeting = - No meeting is planned. Send /plan.
digest-silent = - { $count ->
        [one] One member hasn't said yet whether they come to { $theme }.
       *[other] { $count } members haven't said yet whether they come to { $theme }.
    } A phone call often helps.
digest-steps = - Good news: { $count ->
        [one] one small step worked (in part).
       *[other] { $count } small steps worked (in part).
    } Celebrate it together.
digest-looked-back = - { $count ->
        [one] One member looked back. Read it in /harvest.
       *[other] { $count } members looked back. Read it in /harvest.
    }

## Planning meetings

when-not-no-such-day = That day does not exist. Which day do you mean?
when-not-no-such-time = That time does not exist. What time do you mean? For example: 14:30
when-not-no-date = I don't see a date in this. Type for example: Thursday 3 December 14:00
when-not-too-far = That is more than ten years ahead. Is the year right?
when-not-past = That is long ago. Which day do you mean?
when-ask-time = Which day do you mean?
when-ask-date = Which day do you mean?
when-ask-which = I can read this in more than one way. Which one do you mean?
when-ask-past = That moment has passed. Do you mean this?
when-ask-skipped-hour = That night the clocks go forward an hour: that hour does not exist. What time do you mean?
when-ask-doubled-hour = That night the clocks go back an hour: that hour comes twice. Which one do you mean?
when-tell-time = Which day do you mean? Type for example: Thursday 3 December 14:00
when-tell-date = Which day exactly? Type for example: Thursday 3 December 14:00
when-tell-which = I don't quite understand that. Type for example: Thursday 3 December 14:00
when-tell-past = That moment has passed. Which date do you mean?
when-tell-skipped-hour = That night the clocks go forward an hour: that hour does not exist. What time do you mean?
when-tell-doubled-hour = That night the clocks go back an hour: that hour comes twice. What time do you mean?
clock-first = { $moment }, the first time (summer time)
clock-second = { $moment }, the second time (winter time)
plan-ask-theme = A meeting for { $network }. What is the theme?
plan-theme-too-long = That is too long for an invitation. Can you say it in { $longest } characters?
plan-ask-date = When is it? Type for example: Thursday 3 December 14:00, or: in six weeks 14:00
plan-ask-time = On { $day }. What time does it begin? Choose an hour, or type for example 14:30
plan-ask-length = Noted: { $start }. How long does it take?
plan-length-unclear = I don't understand that length. Type for example: 2 hours, or: an hour and a half
plan-other-date = Another date
plan-ask-where = Where is it? Type a place, a link, or both.
plan-not-yet-known = Not known yet
plan-ask-preparers = Who prepares it? Choose, or type names.
plan-who-else = { $names } will prepare it. Anybody else?
plan-not-preparer = Leave out: { $name }
plan-preparers-done = Done
plan-preparers-none = Nobody
plan-preparer-unknown = I don't know them in this network, or there are more with that name: { $names }
plan-choose = Choose one of these, or type /stop to stop.
plan-ready =
    This is how it looks, for { $people ->
        [one] one person
       *[other] { $people } people
    }:

    { $card }
plan-series-ready =
    This is how it looks, { $count } times, for { $people ->
        [one] one person
       *[other] { $people } people
    }:

    { $card }

    All dates:
    { $dates }
plan-send = { $people ->
        [one] Send to one person
       *[other] Send to { $people } people
    }
plan-rehearse = Send to me alone first
plan-series = Make it a series
plan-once = Just once after all
plan-move-one = Change a date
plan-change = Change something
plan-away = Throw away
plan-thrown-away = Thrown away. Nothing was sent.
plan-change-theme = The theme
plan-change-date = The date
plan-change-length = The length
plan-change-where = The place or link
plan-change-preparers = Who prepares it
plan-ask-rhythm = The first one is { $start }. How often, and for how long? Choose, or type for example: every six weeks for a year
plan-rhythm-six-weeks = every six weeks for a year and a half
plan-rhythm-two-months = every two months for a year
plan-rhythm-three-a-year = three times a year
plan-rhythm-unclear = I don't understand that. Type for example: every six weeks for a year and a half
plan-series-size = That makes { $number ->
        [one] one meeting
       *[other] { $number } meetings
    }. I plan at least two and at most { $most } at once.
plan-ask-which-date = Which date do you want to change?
plan-ask-other-date = Instead of { $start }: when will it be?
plan-drop-date = Take this date away
plan-public-holiday = Mind: { $name }.
plan-school-holiday = Mind: { $name }.
plan-school-holiday-in = Mind: { $name } in { $regions }.
plan-schools-unknown = I don't know the school holidays of that year yet.
plan-weekend = Mind: at the weekend.
plan-night = Mind: early or late in the day.
plan-same-day = Mind: “{ $theme }” is on that day as well.
region-noord = north
region-midden = centre
region-zuid = south
plan-rehearse-member = You speak as the operator here. A rehearsal goes to a member, so you need to be a facilitator for that.
plan-rehearsal = _Rehearsal, for you alone:_
plan-rehearsal-sent = You will get it in a moment, you alone.
plan-only-rehearsal = This was a rehearsal. Your answer does not count.
plan-too-late = The beginning has passed meanwhile. Plan it anew with /plan.
plan-sent = Planned. The invitation now goes to { $people ->
        [one] one person
       *[other] { $people } people
    }, outside the quiet hours. With /meeting you see who comes.
plan-series-sent = Planned: { $count } meetings. Everybody ({ $people }) now gets all dates. The invitation for the first goes now, those for the others six weeks before.
series-dates =
    The meetings of { $network } are planned: **{ $theme }**.

    { $dates }

    You will get an invitation before each meeting.

## Looking at meetings and answering

meeting-none = No meeting of { $network } is planned yet. As soon as there is one, you will hear it from me.
meeting-list = The meetings of { $network }:
meeting-is-off = This meeting is cancelled.
meeting-has-begun = This meeting has begun, or is over. It is too late to answer.
meeting-coming = { $coming ->
        [one] One person is coming so far.
       *[other] { $coming } people are coming so far.
    }
meeting-counts = Coming: { $coming }. Maybe: { $maybe }. Not coming: { $no }. Not answered yet: { $silent }.
meeting-who-comes = { $coming ->
        [0] Nobody has said yes yet to **{ $theme }**, { $day }.
        [one] One person is coming to **{ $theme }**, { $day }:
       *[other] { $coming } people are coming to **{ $theme }**, { $day }:
    }
meeting-stands = **{ $theme }**, { $day }. This is what everybody said:
meeting-stands-none = Nobody has been invited yet. The invitation goes outside the quiet hours.
meeting-do-who = Who is coming?
meeting-do-silent = Not answered yet
meeting-do-edit = Change
meeting-do-move = Move
meeting-do-cancel = Cancel it
meeting-agenda-open = What we talk about
meeting-nobody-silent = Everybody has answered.
meeting-silent = { $count ->
        [one] One person has not answered yet:
       *[other] { $count } people have not answered yet:
    }

    { $names }
meeting-nudge-them = { $count ->
        [one] Ask once more
       *[other] Ask these { $count } once more
    }
meeting-nudged = { $count ->
        [one] I ask once more, outside the quiet hours.
       *[other] I ask these { $count } people once more, outside the quiet hours.
    }
meeting-nudged-already = I have asked them today already. Perhaps call them: that often works better.
stand-silent = { $name } has not answered
stand-by = { $instead } instead of { $name }
stand-is-yes = { $name } comes
stand-is-no = { $name } does not come
stand-is-maybe = { $name } maybe
stand-is-replaced = somebody instead of { $name }
answer-noted-yes = Good, you are coming: { $day }.
answer-noted-no = A pity, you are not coming: { $day }. If anything changes, just let me know.
answer-noted-maybe = Noted, you may come: { $day }. Let me know when you know.
answer-noted-replaced = Noted, a colleague comes in your place: { $day }.
stand-in-noted = Noted, { $name } comes in your place: { $day }.
stand-in-ask = Who comes in your place? Choose, or type a name.
stand-in-unknown = I don't know yet
stand-in-again = I don't see a name yet. Who comes in your place?
stand-in-told = { $name } says that you come in their place: **{ $theme }**, { $day }. Is that not right? Then talk about it together.

## Changing meetings, messages and what people bring

which-meeting = Which meeting is it about?
meeting-none-to-lead = No meeting is planned. With /plan you make one.
leave-as-it-is = Never mind
left-as-it-is = Fine, everything stays as it was.
text-too-long = That does not fit. Can you say it in at most { $longest } characters?
move-ask = **{ $theme }** is on { $day } now. When will it be?
move-ask-time = On { $day }. At what time? Choose the same time, or type for example 15:30
move-sure = **{ $theme }**

    From: { $old }
    To: { $new }

    { $people ->
        [0] Nobody has been invited yet.
        [one] One person will be told. The answer stays, and I ask whether it still holds.
       *[other] { $people } people will be told. Their answers stay, and I ask whether they still hold.
    }
move-yes = Yes, move it
moved = Moved. It is on { $day } now. Everybody who was invited is told.
moved-same = It was there already: { $day }.
cancel-ask = **{ $theme }**, { $day }, is cancelled. What is the reason? Members will read it too.
cancel-no-reason = No reason
cancel-sure =
    This is what members ({ $people }) will read:

    { $card }

    Shall I cancel it?
cancel-yes = Yes, cancel it
cancelled = Cancelled. Everybody who was invited is told.
announce-ask = What do you want to tell the network? Type your message.
announce-preview =
    This is what { $people ->
        [one] one person
       *[other] { $people } people
    } will read:

    { $message }

    Is it right? Otherwise type it again.
announcement = **Message from the facilitators of { $network }**

    { $text }
announced = { $people ->
        [one] Sent to one person, outside the quiet hours.
       *[other] Sent to { $people } people, outside the quiet hours.
    }
agenda = This is what you all brought for { $network } ({ $day }). What do you want to talk about? The first three go on the agenda.
agenda-empty = Nothing has been brought yet for { $network } ({ $day }). Do you have a question from practice?
agenda-no-date = the next time
agenda-chosen = on the agenda
agenda-add = Bring something
agenda-ask = What do you want to bring? Type your question, without names of children or parents.
agenda-added = Thank you, your question is on the list.
agenda-there = This question was there already. Your vote counts now.
agenda-voted = Noted, you want to talk about this.
agenda-unvoted = Fine, your vote for this no longer counts.
agenda-choose = Make the agenda
agenda-lead = What goes on the agenda? What you choose comes first, then what most people voted for. The invitation shows the first { $most }.
agenda-put-on = On the agenda: { $text }
agenda-take-off = Off the agenda: { $text }
agenda-away = Remove: { $text }
edit-ask-theme = The theme is now: { $theme }. What will it be?
edit-ask-length = How long does it take?
edit-tell = Tell the participants
edit-told = { $people ->
    [0] Nobody has been invited yet. The invitation will have it right at once.
    [one] I am telling one person.
   *[other] I am telling { $people } people.
}
edit-told-already = I have told them already.
meeting-changed = Something has changed about the meeting of { $network }. This is how it is now:
edit-reminders = The reminders
edit-ask-reminders = When shall I remind people of this meeting?
as-the-network = as the network does it
own-reminders = For { $network } you now get reminders beforehand: { $now }. How do you want it?
own-reminders-set = Noted. Your reminders are now: { $words }.

## Commands

welcome =
    Hi, I am the Leernetwerkbot. I give tips from the learning network for everyday work in small-scale residential care.

    Type your question as you would ask a colleague, for instance: school sends him home again, what now? With /help you see what else I can do.

    Please don't name children or parents, or give details of theirs.
ask-prompt = Just type your question here, the way you would ask a colleague.
themes = I have tips about these topics. Which one would you like to see?
theme-choice = { $title } ({ $count })
theme = **{ $title }**. Which tip would you like to read?
language-choose = Which language shall we speak?
language-chosen = Fine, we speak English. Ask in Dutch and I answer in Dutch.
language-unknown = I don't speak that language. Choose one of these two.
stopped = Fine, we stop here. Type a question whenever you want to know something.
nothing-to-stop = There was nothing open. Type a question whenever you want to know something.
help =
    Ask your question the way you would ask a colleague. I look for the tip that fits, and say so honestly when I don't know.

    You can also send:
    { $commands }

    Please don't mention names or details of children and parents.
help-line = /{ $name } – { $does }
does-ask = ask a question
does-themes = browse the tips
does-language = choose Dutch or English
does-help = this overview
does-reflect = look back on the last meeting
does-step = see or change your small step
does-stop = stop what we are doing
does-pause = be quiet for a while
does-privacy = what I keep and how long
does-my-data = get all I have about you
does-forget = erase all I have about you
does-start = starting anew
does-profile = see what I know of you
does-link = use me in your other app too
does-networks = the networks you are in
does-calendar = meetings in your own calendar
does-digest = what there is to do and what went well
does-harvest = show what the network learned
does-invite = invite somebody
does-members = who is in the network
does-attendance = who was at a meeting
does-network = how the network works
does-meeting = the next meeting and your answer
does-meetings = all meetings that are coming
does-bring = bring a question to the meeting
does-plan = plan a meeting
does-move = move a meeting
does-cancel = cancel a meeting
does-announce = a message to everybody in the network
does-delivery = who got what was sent, and who did not

## Delivery

delivery-none = Nothing went out to the members of **{ $network }** in the last { $days } days.
delivery = **{ $network }**: what went out lately. Choose one to see who got it.
delivery-counts = { $what }: { $reached } got it, { $missed } did not
delivery-counts-waiting = , { $number ->
        [one] one is waiting
       *[other] { $number } are waiting
    }
delivery-counts-cancelled = , { $number ->
        [one] one was no longer needed
       *[other] { $number } were no longer needed
    }
delivery-maybe-twice = { $number ->
        [one] One member may have got it twice.
       *[other] { $number } members may have got it twice.
    }
delivery-missed = Did not get it:
delivery-waiting = On its way to:
delivery-reached = Got it:
delivery-more = { $number ->
        [one] And one more.
       *[other] And { $number } more.
    }
delivery-back = Back to the overview
sent-invitation = Invitation
sent-nudge = Extra question whether you come
sent-reminder = Reminder
sent-move = News of a new date
sent-cancel = News of a cancellation
sent-reflection = Reflection
sent-prompt = Question in between
sent-follow_up = Question about your step
sent-digest = Overview
sent-notice = Message
why-blocked = this member blocked the bot. Give them a call.
why-gone = this account no longer exists. Give them a call, and then send a new invitation.
why-left = this member closed the chat with the bot. Give them a call.
why-not-started = this member has not started the bot yet. Send the invitation again.
why-no-door = there is no app left to reach this member in. Give them a call, and send a new invitation.
why-paused = this member has paused the bot. Call only when it is really needed.
why-too-late = it did not go out in time. Is it still needed? Then give them a call.
why-technical = it failed because of a fault. Give them a call, and tell the operator:

## Meetings

meeting-invitation = You are invited to a meeting of { $network }.
meeting-moved = The meeting of { $network } on { $day } has been moved. This is the new date:
meeting-reminder = A reminder: the meeting of { $network }.
meeting-nudge = Are you coming to the meeting of { $network }? You haven't answered yet, and knowing it helps with the preparation.
meeting-cancelled = The meeting **{ $theme }** of { $network } on { $day } is cancelled.
meeting-reason = The reason: { $reason }
meeting-span = { $begin } to { $end }
meeting-elsewhere = { $here } ({ $zone }). For you that is { $there }.
meeting-place = Where: { $place }
meeting-link = Online: { $link }
meeting-preparers = Prepared by: { $names }
meeting-agenda = On the agenda:
meeting-do-you-come = Are you coming?
meeting-you-come = You are coming, good. Can't make it after all? Tell me here.
meeting-said-yes = You are coming, good. You can change this until it begins. Do you have a question for the agenda? Send /bring.
meeting-said-no = You can't come, a pity. You can change this until it begins.
meeting-said-maybe = You aren't sure yet. Do you know by now?
meeting-said-replaced = A colleague comes in your place. You can change this until it begins.
meeting-still-yes = You were coming. Can you come then as well?
meeting-still-no = You couldn't come. Can you come now?
meeting-still-maybe = You weren't sure yet. Can you come now?
meeting-still-replaced = A colleague was coming in your place. How is it now?
rsvp-yes = Yes, I'm coming
rsvp-no = No, I can't
rsvp-maybe = Maybe
rsvp-replaced = A colleague comes
rsvp-not-after-all = I can't after all

## Tips in practice

practice = _{ $tried } tried this, it worked for { $worked ->
        [0] nobody
       *[other] { $worked }
    }._
practice-caution = _Watch out with: { $said }_
use-ask =
    Ten days ago this tip was of use to you:

    { "**" }{ $title }**

    Did you use it?
use-ask-again =
    I said I would ask about this tip once more:

    { "**" }{ $title }**

    Did you use it?
use-worked = It worked
use-not-worked = It didn't work
use-not-yet = Not yet
use-read = Read the tip again
use-context-worked = Good. In which situation did it work? One sentence is enough, without names. The facilitators read it, without your name.
use-context-not-worked = Thank you for saying so, that is what we learn most from. In which situation was it? One sentence is enough, without names. The facilitators read it, without your name.
use-noted-and-outcome = Noted, for the facilitators. And did it work?
use-thanks = Thank you. Now your colleagues know what the tip is worth.
use-share = May your sentence stand with the tip, as a warning to colleagues? Your name is not on it, and a facilitator reads it first.
use-share-yes = Yes, add it
use-share-no = No, rather not
use-shared = Thank you. A facilitator looks at it first.
use-not-shared = Fine, it does not stand with the tip. Thank you for telling me.
use-asked-again = No problem. I will ask once more in ten days.
use-left-alone = No problem. I won't ask about it any more.
review-list = { $count ->
        [one] One tip to look at again. Choose it, and say whether it is still right.
       *[other] { $count } tips to look at again. Choose one, and say whether it is still right.
    }
review-none = There is no tip to look at again now.
review-listed-warned = { $title } (a member wrote something)
review-listed-doubted = { $title } (often didn't work)
review-listed-due = { $title } (due)
review-listed-unused = { $title } (not used for a year)
review-why-warned = A member wrote when this tip didn't work.
review-why-doubted = This tip worked for less than half.
review-why-due = This tip is due to be looked at again.
review-why-unused = For a year I have answered nobody with this tip.
review-numbers = Tried: { $tried }. Worked: { $worked }.
review-answered = Last given: { $day }.
review-owner = Looked after by: { $name }.
review-worked-when = - Worked: { $said }
review-not-worked-when = - Didn't work: { $said }
review-may-warn = This member agrees that this sentence stands with the tip, without a name: ‘{ $said }’. Shall I add it?
review-warn-yes = Add the sentence
review-warn-no = Don't add the sentence
review-right = Still right
review-change = Change
review-tell-change = Needs changing
review-tell-withdraw = Can be withdrawn
review-noted = Noted. I will ask again around { $day }, or sooner when the tip often doesn't work.
review-ask-remark = This tip is for all networks, so the operator changes it. What should they know? A sentence or two is enough.
review-told = Thank you, I noted it for the operator.

## Tips from members

source-practice = practice experience from the network
source-practice-of = practice experience, { $organisation }, with consent
source-credit = thanks to { $name }
does-tip = share a tip from your own practice
tip-ask = What works at your place? Type your tip as you would tell it to a colleague, in a few sentences. Do not name children or parents.
tip-too-long = That is too long for a tip: people read it on their phones, on the way. Can you say it in at most { $longest } characters? That is about ten sentences.
tip-too-short = Tell a little more: what do you do, and why does it help?
tip-enough = Good of you to share so much. I have { $most } tips from you this hour, and the facilitators read them all. Send the next one in an hour.
tip-ask-question = Thank you, your tip is waiting for the facilitators. Which question does it answer? Type the question as a colleague would ask it, then I find your tip more easily.
tip-ask-credit = Good. Who may be named when the tip is published?
tip-no-credit = No name
tip-thanks = Thank you. The facilitators will look at it. You will hear from me what becomes of it.
tip-to-look-at = There is a new tip for { $network }: «{ $title }». Do you want to look at it?
tip-look = Look at the tip
told-tip-published = Your tip is published: «{ $title }». Your network can use it now. Thank you.
told-tip-not-placed = Your tip was not published this time: «{ $title }». Do you want to know why? Ask your facilitator. Thank you for sharing it.
tips-to-change = Which tip do you want to look at or change? New ones come first.
no-tips-to-change = There are no tips from members yet. With /tip you suggest one yourself.
tip-draft-of = New: { $title }
tip-about-draft = **Not published yet.** Topic: { $theme }. For: { $network }. This is how members will see it:
tip-about-published = **Published.** Topic: { $theme }. For: { $network }. This is how members see it:
tip-about-retired = **Withdrawn.** Topic: { $theme }. For: { $network }. Members do not see it.
tip-for-all = all networks
tip-preview = What I answer with it:
tip-tried-published = - ‘{ $question }’: { $then }
tip-tried = - ‘{ $question }’: now { $now }, from then on { $then }
tip-this-one = this tip
tip-other-one = ‘{ $title }’
tip-suggested = this tip as one of the options
tip-unknown = no answer
tip-small-talk = a friendly word
tip-danger = the text for when there is danger
tip-double =
    This looks like a tip that is there already. Lay them side by side: does the new one add something?

    { "**" }{ $title }**

    { $body }
tip-publish = Publish the tip
tip-not-place = Do not publish it
tip-retire = Withdraw the tip
tip-offer = Offer to all networks
tip-change-title = Another title
tip-change-body = Another text
tip-change-question = Add a question
tip-change-other = Add the other language
tip-change-theme = Another topic
tip-new-title = What will the title be? Sixty characters at most, because it is on a button.
tip-new-body = What will the text be? Two to five short sentences read best.
tip-new-question = How do people ask for this? Type a question on each line, as a colleague would type it.
tip-new-other = Type the title in the other language on the first line, and the text below it.
tip-which-theme = Which topic does the tip belong to?
tip-incomplete = Something is missing. Type text; for another language the title on the first line and the text below it.
tip-published = The tip is published. From now on I answer with it in this network.
tip-retired-draft = Right, I will not publish it. Its author will hear from me.
tip-retired-published = The tip is withdrawn. From now on I do not answer with it.
tip-outdated = Somebody else was before you. This is how the tip is now.
tip-offered = Offered. The operator decides whether all networks get this tip.
## Open questions on the agenda, and what had no answer

question-bring = Put it on the agenda
question-on-agenda = It is on the agenda of { $day }. The day after, I will ask what was said about it.
question-brought = «{ $question }» is on the agenda of { $day }. The day after, I will ask you what was said about it, and send that to whoever asked.
question-no-meeting = No meeting is planned for **{ $network }** yet. Plan one first with /plan. Then choose «Put it on the agenda» again, here or with /questions.
question-said-ask = This question was on the agenda of the meeting «{ $theme }»: { $question }

    What was said about it? Type it in a few sentences, without names of children or parents. I will send it to whoever asked.
question-said-skip = Skip this, the question stays open
question-stays-open = Fine, the question stays open. You find it with /questions.
question-said-comes = You asked: { $question }

    It came up at the meeting «{ $theme }». This is what was said: { $answer }

    Does this help?
question-nudge-said = This question was on the agenda of your meeting: { $question } The member who asked is waiting to hear what was said. A few words help too.
gaps-head = **{ $network }: what I did not know in { $month ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[12] December
    }**
    Members asked about this and I had no answer. Perhaps a theme for your next meeting.
gaps-theme = { $count ->
    [one] - { $theme }: once
   *[other] - { $theme }: { $count } times
}
gaps-other = Other topics
gaps-open = Members passed these questions on to you. They have no answer yet:
    { $questions }
gaps-question = { $count ->
    [one] - { $question }
   *[other] - { $question } ({ $count } members)
}
gaps-bring = On the agenda: { $question }

## From answer to tip

answer-tip-offer = Do you want to make a tip of it too? Then I know it myself when somebody else asks the same.
answer-tip-make = Make it a tip
answer-tip-too-long = This answer is too long for a tip: people read it on their phones, on the way. Type it in at most { $longest } characters. That is about ten sentences.
answer-tip-credit = Your answer is ready as a tip. Its title is now «{ $title }» and its topic { $theme }; you can still change that in a moment. Who may be named with it?
answer-tip-there = This answer was made a tip already. Here it is:
answer-tip-no-consent = Who wrote this answer would rather not have it as a tip. Do you know something that helps yourself? Then send /tip.
answer-tip-asked = { $name } wrote this answer. I ask now whether it may become a tip. As soon as it may, you hear from me and can publish it.
answer-tip-consent =
    { $name } would like to make a tip of your answer for { $network }. Everybody who asks will see it then:

    { "**" }{ $title }**

    { $body }

    May it? Choose who may be named with it.
answer-tip-refuse = Rather not a tip
answer-tip-refused = Right, it will not be a tip. Who asked did get your answer.
told-answer-tip-refused = { $name } would rather not have this answer as a tip: «{ $title }». Do you know something yourself that helps? Then send /tip.
tip-waits-for-consent = I am still waiting for who wrote this: may it become a tip? You will hear from me. After that you can publish it.

## Open questions of members

does-questions = the questions that members passed on
questions-head = **Questions in { $network }**. Choose one to pick it up or answer it.
questions-none = No question is open in **{ $network }**. As soon as a member passes one on, you hear of it here.
desk-open = Nobody's yet:
desk-claimed = Picked up:
desk-answered = Answered:
question-operator = the operator
question-card = { $count ->
    [one] **A question from { $network }** that I have no answer to:
   *[other] **A question from { $network }** that I have no answer to. { $count } members asked it:
}
question-card-answered = { $count ->
    [one] **A question from { $network }** that is answered:
   *[other] **A question from { $network }** that is answered. { $count } members asked it:
}
question-claimed = { $who } is on it.
question-answered = { $who } answered: { $answer }
question-earlier = This answer did not help: { $answer }
question-alike = These open questions look alike:
    { $questions }
question-claim = I'll take it
question-answer = Answer
question-merge = Same as: { $question }
question-ask-answer = { $count ->
    [one] Type your answer to «{ $question }». I send it to who asked.
   *[other] Type your answer to «{ $question }». I send it to the { $count } members who asked.
}
question-sent = { $count ->
    [0] Your answer is kept. Who asked can't be reached now.
    [one] Your answer goes to who asked. I ask whether it helps.
   *[other] Your answer goes to { $count } members. I ask them whether it helps.
}
question-nobody-left = This question is gone: who asked it had their data erased. Your answer goes to nobody. Would it help others too? Then send it as a tip, with /tip.
question-too-late = Somebody else was just before you. Your answer was not sent.
question-nudge-claimed = You picked up this question two working days ago: { $question } The member waits for an answer. A short one helps too.
question-nudge-open = This question has waited for two working days, and nobody picked it up: { $question }
question-answer-comes = You asked: { $question }

    The facilitators answer: { $answer }

    Does this help?
question-glad = Good to hear that it helps. The question is done now.
question-reopened = A pity. I pass your question on once more, and say that this answer did not help. You hear of it here.
question-not-again = Thank you, I noted it. Feel free to bring it to the next meeting, with /bring.
