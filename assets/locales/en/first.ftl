# The first hour: where to work, the connection, a short walk through the window.

first-about = The desk of a Cargo.Run dispatcher. Where do we begin?
first-train = Practise
first-train-1 = A training server inside the program: bids, drivers and trucks are invented.
first-train-2 = Create, send, break things: nothing goes to the real Cargo.Run.
first-train-3 = No internet and no password needed: it begins at once.
first-train-go = Begin the training
first-train-preparing = Preparing the training data…
first-connect = Connect to Cargo.Run
first-connect-1 = You will need the user and the password that you have in Cargo.Run.
first-connect-2 = The connection can be tried first: the program says in words what is wrong.
first-connect-3 = At first the program only reads. It sends only what you send.
first-connect-go = Enter user and password
first-later = The choice can be changed in the settings on any day.
first-back = Back

first-server = Server
first-server-work = for work
first-server-work-spare = for work, second address
first-server-test = for tests
first-server-test-spare = for tests, second address
first-server-own = Another address
first-password-kept = The password will be kept in the key store of the system.
first-password-memory = The system has no key store: the password stays in memory only and must be typed again after a restart.
first-check = Try the connection
first-check-running = Trying: address, safety, sign-in…
first-pilot-note = May stay empty. Cargo.Run can't track bids before this day: they get a warning.
first-reads = Once connected, the program reads reference books, catalogs and the bids changed since { $from }. Nothing is sent by itself.
first-connect-use = Connect

first-tour-step = { $step } of { $of }
first-tour-next = Next
first-tour-back = Back
first-tour-skip = Skip
first-tour-done = Got it
first-tour-list = Bids, and what is burning
first-tour-list-words = Counters stand above the list: drafts, in work, crossing, without a truck. Press one and only those bids remain. A click on a row opens its card at the right.
first-tour-new = A new bid from the keyboard
first-tour-new-words = Ctrl+N opens the form, Tab leads through its fields. Write dates as you are used to: "tomorrow 8", "15.07 0900", "+1d". When the truck is busy, the form says so while you type.
first-tour-keys = One line for everything
first-tour-keys-words = Ctrl+K opens a line that finds any bid, screen and action. No need to remember other keys: they are written beside the names.
first-tour-sync = No network? Work on
first-tour-sync-words = Everything is stored here at once and goes out when the network is back. At the top right you see when the last exchange was and what still waits. Nothing is ever created twice.
first-tour-settings = Make it yours
first-tour-settings-words = In the settings: theme, text size, how often to exchange, and backups that are made by themselves each day. You can always practise from there, too.
