change-new = New bid
change-new-record = New record
change-deleted = Deleted
change-restored = Restored
change-accepted = Accepted by the driver
change-status = Status
change-customer = Customer
change-organisation = Organisation
change-responsible = Responsible
change-payment-type = Payment type
change-vat-type = VAT type
change-vat-on-top = VAT on top
change-price = Price
change-contract = Contract number
change-payment-days = Payment term, days
change-payment-period = Days of payment
change-driver = Driver
change-second-driver = Second driver
change-car = Truck
change-trailer = Trailer
change-cargos = Cargo
change-points = Points of the route
change-empty-run = Empty run
change-other = Another field
change-sales-manager = Sales manager
change-temperature = Temperature
change-options = Options of the bid
change-properties = Fields of the organisation
bid-temperature = from { $min } to { $max } °C
bid-temperature-min = not below { $min } °C
bid-temperature-max = not above { $max } °C
change-yes = yes
change-no = no
change-empty = (empty)
change-calendar-days = calendar
change-banking-days = banking
change-tonnes = t

changes-title = What changed in Cargo.Run
changes-count = { $n ->
    [one] { $n } change from outside
   *[other] { $n } changes from outside
}
changes-see-all = Mark all as seen
changes-none-title = Nothing new
changes-none-hint = What is changed in Cargo.Run will appear here: the field, what it was and what it is.
changes-card-title = CHANGED IN CARGO.RUN
changes-row-mark = changed outside
changes-column-bid = Record
changes-column-field = Field
changes-column-before = Before
changes-column-after = After
changes-column-when = When
changes-dot = Changed outside, not looked at yet

notice-cancelled = { $count ->
    [1] Bid { $names } was cancelled in Cargo.Run
   *[other] { $count } bids were cancelled in Cargo.Run: { $names }
}
notice-refused = { $count ->
    [1] Cargo.Run refused bid { $names }
   *[other] Cargo.Run refused { $count } bids: { $names }
}
notice-conflict = { $count ->
    [1] Bid { $names } was changed here and in Cargo.Run: a decision is needed
   *[other] { $count } bids were changed on both sides, a decision is needed: { $names }
}
notice-late = { $count ->
    [1] Bid { $names } is late: nobody has arrived at the point
   *[other] { $count } bids are late: { $names }
}
notice-gps = { $count ->
    [1] The truck's tracker is silent: bid { $names }
   *[other] Trackers are silent, { $count } bids: { $names }
}
notice-bid-number = No. { $number }
notice-desktop-title = Cargo.Run Desk
notice-desktop-title-training = Cargo.Run Desk · training server
notice-desktop-trial = This is how notifications will look
notice-desktop-works = The notification was shown

pause-exchange = Pause the exchange
resume-exchange = Resume the exchange
pause-face = the exchange is paused
pause-face-minutes = the exchange was paused { $n } min ago
pause-face-hours = the exchange was paused { $n } h ago
pause-reminder = { $hours ->
    [0] The exchange with Cargo.Run is paused. Changes gather here and don't go out.
    [one] The exchange with Cargo.Run has been paused for { $hours } hour. Changes gather here and don't go out.
   *[other] The exchange with Cargo.Run has been paused for { $hours } hours. Changes gather here and don't go out.
}
sync-reads-bids-of = Reading bids: { $count } of { $total }
progress-name = Read { $count } of { $total }

damaged-title = The database on this machine is damaged
damaged-backup = At the next start it will be moved aside. You can go back to the newest verified backup right now.
damaged-no-backup = At the next start it will be moved aside, and bids will come from Cargo.Run anew. There is no backup yet.
damaged-restore = Restore the newest backup
damaged-restore-ask = Put the newest backup in the place of the database?

alert-errors = { $count ->
    [one] { $count } failed call within { $minutes } min
   *[other] { $count } failed calls within { $minutes } min
}
alert-unsent = { $count ->
    [one] { $count } change is not sent, it has waited for { $minutes } min
   *[other] { $count } changes are not sent, the oldest has waited for { $minutes } min
}
alert-conflicts = { $count ->
    [one] { $count } conflict is undecided, open for { $hours } h
   *[other] { $count } conflicts are undecided, the oldest open for { $hours } h
}
alert-sign-in = Cargo.Run refuses the sign-in: the exchange stands still
letter-subject = Cargo.Run Desk: { $what }
letter-head = Cargo.Run Desk reports on the exchange with { $server } at { $when }:
letter-failed = The latest failures (time in UTC):
letter-foot = A letter of the same cause comes at most once an hour. The thresholds are in the program's settings, "Alerts to the administrator".
letter-trial-subject = Cargo.Run Desk: a trial letter
letter-trial-text = This is a trial letter. Mail for alerts is set up well.
mail-sent = The server took the trial letter
mail-running = The letter is on its way…
mail-bad-address = Not an address: { $text }
mail-not-private = Without encryption letters only go to this machine itself. Choose STARTTLS or TLS.
mail-unreachable = The mail server can't be reached: { $text }
mail-timeout = The mail server does not answer
mail-no-tls = No private connection: { $text }
mail-sign-in = The mail server refused the user or the password: { $text }
mail-refused = The mail server refused the letter: { $text }
mail-nowhere = Name the mail server and the recipient
mail-not-sent = The alert to the administrator was not sent: { $text }

doctor-notices = Desktop notifications work
doctor-no-notices = There is no service of notifications, messages are seen in the window only: { $text }
