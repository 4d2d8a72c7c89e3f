shell-training = TRAINING SERVER
shell-training-about = Training data: nothing goes to the real Cargo.Run
shell-menu = Menu
shell-palette-hint = Find or do…
shell-palette-nothing = Nothing found
shell-toast-close = Close the notice

screen-bids = Bids
screen-drivers = Drivers
screen-cars = Trucks
screen-trailers = Trailers
screen-counterparties = Counterparties
screen-organisations = Organisations
screen-trackers = Trackers
screen-employees = Employees
screen-mileage = Mileage
screen-catalogs = Catalogs
screen-links = Links
screen-changes = What changed
screen-conflicts = Conflicts
screen-journal = Exchange journal
screen-settings = Settings

shell-action-new-bid = New bid
shell-action-palette = Find or do
shell-action-find = Search the list
shell-action-sync = Synchronise now
shell-action-stop-sync = Stop the synchronisation
shell-action-undo = Undo the last action
shell-action-edit-bid = Bid: edit
shell-action-send-bid = Bid: send
shell-action-start-bid = Bid: start
shell-action-revert-bid = Bid: back to draft
shell-action-cancel-bid = Bid: cancel
shell-action-delete-bid = Bid: delete
shell-action-close-card = Close the card
shell-action-show-unsent = Show what is unsent
shell-action-sign-in = Sign in
shell-action-switch-lang = Переключить на русский
shell-action-switch-theme = Switch the theme
shell-action-larger = Larger text
shell-action-smaller = Smaller text
shell-action-usual-size = Usual text size
shell-action-fold-navigation = Fold or unfold the navigation
shell-action-quit = Quit

shell-never-synced = not synchronised yet
shell-all-sent = everything sent
shell-ago-now = just now
shell-ago-seconds = { $n } s ago
shell-ago-minutes = { $n } min ago
shell-ago-hours = { $n } h ago
shell-ago-days = { $n ->
    [one] { $n } day ago
   *[other] { $n } days ago
}
shell-unsent = waiting to be sent: { $n }
shell-attention = { $n ->
    [one] needs attention: { $n }
   *[other] need attention: { $n }
}

shell-sign-in-title = Sign in to Cargo.Run
shell-sign-in-user = E-mail or phone
shell-sign-in-password = Password
shell-sign-in-memory = The system has no key store: the password stays in memory only and will be needed again after a restart.
shell-sign-in-send = Sign in
shell-sign-in-later = Later
shell-action-faults = Faults
shell-action-about = About the program
