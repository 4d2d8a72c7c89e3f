settings-section-look = Look
settings-lang = Language
settings-lang-own-name = English
settings-theme = Theme
settings-theme-light = Light
settings-theme-dark = Dark
settings-scale = Text size
settings-density = Table rows
settings-density-compact = Compact
settings-density-normal = Normal
settings-density-roomy = Roomy

settings-section-work = Work
settings-pilot-start = Start of work with Cargo.Run
settings-pilot-hint = DD.MM.YYYY
settings-pilot-note = Cargo.Run can't track bids before this day: they get a warning.
settings-pilot-wrong = A date is written so: 01.12.2026

settings-section-connection = Connection
settings-server = Server
settings-user = User
settings-link = Link
settings-link-unknown = not checked yet
settings-link-online = there is one
settings-password = Password
settings-password-kept = Kept in the key store of the system
settings-password-memory = There is no key store: the password is held in memory until the program is closed

settings-section-about = About the program
settings-version = version { $version }

settings-connection-change = Another server or user…
settings-connection-note = Each server and each user has a database of its own on this machine: data never mix, and when you come back all is as you left it.
settings-connection-use = Connect
settings-connection-leave = Leave it as it is
settings-close-editor-first = Close the open form of a bid first.

settings-section-exchange = Exchange
settings-bids-interval = Read bids every
settings-books-interval = Read reference books every
settings-timeout = Wait for an answer up to
settings-first-pull = First reading of bids covers
settings-journal-days = Keep the exchange journal for
settings-backups-kept = Keep daily backups
settings-unit-seconds = s
settings-unit-days = days
settings-unit-pieces = pcs
settings-number-wrong = A number from { $least } to { $most } is needed
settings-proxy = Proxy
settings-proxy-hint = as in the system
settings-proxy-note = Empty: as the system says. An example: http://proxy.local:3128
settings-proxy-wrong = The address of a proxy begins with http:// or https:// and holds no password

settings-section-backups = Backups
settings-backups-note = The database is copied by itself each day, and the copy is verified at once. Work goes on meanwhile.
settings-backup-now = Make a backup now
settings-backup-busy = One moment…
settings-backups-none = There are none yet: the first one comes today.
settings-backup-bids = { $count ->
    [one] { $count } bid
   *[other] { $count } bids
}
settings-backup-unreadable = unreadable
settings-backup-look = Look into it
settings-backup-sound = The backup is sound
settings-backup-holds = Bids: { $bids }, records of reference books: { $books }, waiting to be sent: { $unsent }.
settings-backup-newest = The newest change: { $when }.
settings-backup-restore = Restore
settings-backup-ask = Take the database back to the backup of { $when }?
settings-backup-ask-about = The present database is not lost: it will be set aside next to it. Bids that Cargo.Run has will come again. What was typed after the backup and not sent stays in the database that is set aside. First the program reads all that is new, and only then sends what waits, nothing twice.
settings-megabytes = { $size } MB

settings-section-folder = Folders
settings-folder = Everything is kept here
settings-folder-open = Open the folder

settings-section-training = Training
settings-training-note = The training server lives in this program. It has a folder of its own and invented data: the real ones are out of reach.
settings-training-go = Practise
settings-training-leave-note = This is a training: the data are invented. The training folder stays, you can come back to it.
settings-training-leave = To the real Cargo.Run
settings-training-afresh = Begin anew
settings-training-ask = Begin the training anew?
settings-training-ask-about = The training bids and all that you did with them will be deleted, and new ones appear. Real data are not touched. Look and language stay.

settings-font = Font
settings-font-own = Inter, built in
settings-font-installed = Of the installed…
settings-font-looking = Looking for fonts…
settings-font-none = There are no suitable fonts
settings-font-back = Back to the built-in one
settings-font-now = Now: { $name }
settings-font-note = The name of an installed font or the path to a .ttf or .otf file
settings-folder-backups = Backups
settings-folder-backups-note = Empty: the folder backups in the profile. Former copies stay where they were.
settings-folder-exports = Exports
settings-folder-exports-note = Empty: ask each time. Otherwise files go here without a question.
settings-folder-usual = the usual one
settings-folder-wrong = A whole path to a folder is needed
