card-title = No. { $number }
card-title-new = New bid
card-route-none = No route yet
card-close = Close the card
card-more = Other actions
card-not-read-yet = the book has not been read yet

card-step-edit = Edit
card-step-send = Send
card-step-start = Start
card-step-revert = Back to draft
card-step-cancel = Cancel the bid
card-step-delete = Delete

card-ask-revert = Bring bid No. { $number } back to a draft?
card-ask-revert-about = It becomes a draft in Cargo.Run again and will have to be started once more.
card-ask-cancel = Cancel bid No. { $number }?
card-ask-cancel-about = It becomes cancelled in Cargo.Run, the truck and the driver become free.
card-ask-delete = Delete bid No. { $number }?
card-ask-delete-about = It will be deleted both here and in Cargo.Run.
card-ask-no = No

card-section-route = Route
card-section-transport = Transport and people
card-section-money = Payment
card-section-cargo = Cargo
card-section-mileage = Mileage
card-section-exchange = Exchange with Cargo.Run

card-point-start = Start of the trip
card-point-load = Loading
card-point-unload = Unloading
card-point-custom = Custom point
card-point-service = Service
card-no-plan = no time planned
card-fact-auto = GPS: in { $entered }, out { $left }
card-fact-auto-in = GPS: in { $entered }
card-fact-auto-out = GPS: out { $left }
card-fact-driver = Driver: arrived { $entered }
card-fact-logist = Dispatcher: arrived { $entered }
card-arrival-in-time = in time
card-arrival-late = late by { $by }
card-place-approximate = The place is approximate: the address must be confirmed before sending
card-place-typed = The address has not been found on the map yet

card-field-customer = Customer
card-field-car = Truck
card-field-trailer = Trailer
card-field-driver = Driver
card-field-second-driver = Second driver
card-field-organisation = Organisation
card-field-responsible = Responsible
card-field-price = Price
card-field-term = Payment term
card-field-contract = Contract
card-field-plan-mileage = Planned
card-field-fact-empty-mileage = Empty mileage, driven
card-fact-counts = { $fact } · counts
card-field-fact-mileage = Driven
card-field-updated-there = Updated in Cargo.Run
card-field-updated-here = Updated here
card-field-synced = Last synchronisation
card-date-unknown = Cargo.Run does not say
card-field-case = State
sync-case-same = Case 1 of 4: the same on both sides
sync-case-ours = Case 2 of 4: changed here, Cargo.Run is to be updated
sync-case-theirs = Case 3 of 4: changed in Cargo.Run, this computer is to be updated
sync-case-both = Case 4 of 4: changed both in Cargo.Run and here
card-never = not yet
card-inn = INN { $inn }
card-vat-on-top = VAT on top
card-term-calendar = { $days ->
    [one] { $days } calendar day
   *[other] { $days } calendar days
}
card-term-banking = { $days ->
    [one] { $days } banking day
   *[other] { $days } banking days
}
card-term-days = { $days ->
    [one] { $days } day
   *[other] { $days } days
}
card-km = { $km } km
card-tonnes = { $t } t
card-cubic = { $m } m³
card-hours = { $n } h
card-minutes = { $n } min
card-field-payment = Payment state
card-field-due = Pay by
card-field-unpaid = Unpaid
card-field-invoice = Invoice of
card-due-counted = ≈ { $day }
card-due-counted-about = counted by the payment term, holidays left out
card-phone-copy = Copy the number { $phone }
card-phone-call = Call { $phone }
error-not-dialled = No program for calls was opened. The number: { $phone }
trail-title-changes = History of changes
trail-title-calls = Exchange with Cargo.Run
trail-title-said = The server's answer as it came
trail-open = Show: { $what }
trail-close = Fold: { $what }
trail-reading = Reading…
trail-no-changes = No changes are recorded
trail-no-calls = The journal has no calls about this bid
trail-calls-about = All calls about this bid: readings, sendings, its start and other steps
trail-copy = Copy
trail-platform = Cargo.Run
trail-here = on this computer
trail-made = The bid was made
trail-step-sent = Sent to Cargo.Run
trail-step-started = Started
trail-step-reverted = Brought back to a draft
trail-step-cancelled = Cancelled
trail-step-completed = Ended by hand
trail-resolved = decided by a dispatcher
trail-ours-first = by the settings: this computer first
trail-theirs-first = by the settings: Cargo.Run first
trail-no-answer = no answer
trail-ms = { $ms } ms
