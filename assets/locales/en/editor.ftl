# The bid editor.

editor-title-new = New bid
editor-title-number = Bid No. { $number }
editor-title-draft = Draft bid
editor-state-unsaved = not saved
editor-state-saved = saved
editor-state-failed = could not be saved: { $reason }
editor-kept-unreadable = The half-typed form could not be restored: its file is damaged. An empty one is shown.
editor-kept = What you had not saved is restored.
editor-rejected = Cargo.Run refused the bid: { $reason }

editor-undo = Take it back (Ctrl+Z)
editor-undo-point = The point is removed.
editor-undo-cargo = The cargo is removed.
editor-undo-shift = The dates are moved.

editor-save = Save
editor-send = Save and send
editor-close = Close
editor-send-refused = { $count ->
    [one] Can't be sent yet: { $count } field isn't ready
   *[other] Can't be sent yet: { $count } fields aren't ready
}
editor-lacks = To send, this is missing:
editor-lacks-or-wrong = To send, put this right:
editor-lacks-key = F8: next one
editor-ready = Everything is filled in, ready to send
editor-ready-but-busy = Everything is filled in. With an overlap the bid can be sent, but not started.

editor-section-terms = Terms
editor-section-transport = Transport
editor-section-cargo = Cargo
editor-section-route = Route

editor-customer = Customer
editor-organisation = Organisation
editor-responsible = Responsible
editor-payment-type = Payment type
editor-vat-type = VAT
editor-vat-on-top = VAT on top
editor-price = Price
editor-contract = Contract number
editor-payment-days = Term, days
editor-payment-period = Which days
editor-period-calendar = calendar
editor-period-banking = banking
editor-car = Truck
editor-driver = Driver
editor-trailer = Trailer
editor-cargo-name = Name
editor-cargo-name-whole = Cargo name
editor-cargo-type = Cargo type
editor-cargo-weight = Weight, t
editor-cargo-volume = Volume, m³
editor-add-cargo = Add a cargo
editor-remove-cargo = Remove cargo { $row }
editor-name-of-cargo = { $field }, cargo { $row }

editor-point = Point { $row }
editor-point-kind = Kind of point
editor-kind-start = Start
editor-kind-load = Loading
editor-kind-unload = Unloading
editor-kind-custom = Custom
editor-kind-service = Service
editor-address = Address
editor-address-hint = town, street, house
editor-address-known = customer's place
editor-address-approximate = ≈ approximate
editor-address-confirm = confirm the address
editor-address-waiting = Looking…
editor-address-nothing = Nothing was found. Try to begin with the town.
editor-address-offline = No network: towns of the embedded list are offered, the address will have to be confirmed.
editor-address-failed = The search failed: { $reason }
editor-address-dropped = The address was edited, its coordinates are gone.
editor-address-take-back = Take the former back (Ctrl+Z)
editor-house = { $house }
editor-arrival = Arrival
editor-arrival-hint = 15.07 0900
editor-window = Not later than
editor-window-hint = +2h
editor-comment = Note for the driver
editor-contact-name = Contact
editor-contact-phone = Phone
editor-more = More
editor-more-tip = Contact and a note for the driver
editor-more-of-point = More, point { $row }
editor-add-point = Add a point
editor-remove-point = Remove point { $row }
editor-point-up = Move point { $row } up
editor-point-down = Move point { $row } down
editor-name-of-point = { $field }, point { $row }

editor-weekday = { $day ->
    [1] Mon
    [2] Tue
    [3] Wed
    [4] Thu
    [5] Fri
    [6] Sat
   *[7] Sun
}
editor-time-no-zone = { $day }, { $time } — the time zone will be known with the address
editor-time-own = { $time } your time
editor-time-until = not later than { $time }

editor-unread-choice = choose
editor-unread-choice-about = The list has no such row. Type a part of the name and choose a row.
editor-unread-price = not understood
editor-unread-price-range = too many digits
editor-unread-price-about = An amount in roubles: 120000 or 120 000.50
editor-unread-days = not understood
editor-unread-days-about = A whole number of days
editor-unread-number = not a number
editor-unread-number-about = A number: 20 or 20.5
editor-unread-time = not understood
editor-unread-time-about = Day and time: 15.07 0900, tomorrow 8, +1d, +2h, mon 9
editor-unknown = (not read yet)
editor-nothing-found = Nothing was found

editor-proposed = proposed
editor-proposed-pair = As on this truck's last trip
editor-proposed-usual = Usual for this organisation
editor-proposed-refuse = Clear what was proposed
editor-inn = INN { $inn }
editor-mark-suspended = suspended
editor-mark-inactive = { $kind ->
   *[other] inactive
}
editor-mark-deleted = { $kind ->
   *[other] deleted
}

editor-bid-number = No. { $number }
editor-busy = Overlap: { $held }
editor-busy-bid = bid { $number }
editor-busy-draft = draft without a number
editor-busy-more = { $count ->
    [one] and { $count } more bid
   *[other] and { $count } more bids
}
editor-busy-open = Open
editor-busy-shift = Move the dates
editor-busy-shift-tip = The whole bid will begin an hour after the one in its way; the time between points stays
editor-busy-save = Save the draft anyway
editor-held-car = truck { $name }
editor-held-driver = driver { $name }
editor-held-trailer = trailer { $name }
editor-collision-theirs = { $count ->
    [one] Cargo.Run sees an overlap with bid { $numbers } that we don't have
   *[other] Cargo.Run sees overlaps with bids { $numbers } that we don't have
}
editor-collision-ours = { $count ->
    [one] Cargo.Run doesn't see the overlap with bid { $numbers } that we have
   *[other] Cargo.Run doesn't see the overlaps with bids { $numbers } that we have
}
editor-collision-failed = Cargo.Run did not say whether the bid overlaps there: { $reason }

editor-leave-title = The bid is not saved
editor-leave-about = A saved draft stays in the list of bids. Without saving, what was typed is gone.
editor-leave-save = Save
editor-leave-discard = Don't save
editor-leave-stay = Stay
editor-item-gone = deleted from the catalog
editor-record-gone = deleted from the book
editor-gone-about = Cargo.Run no longer has it: choose another, or the sending may be refused.

editor-more-fields = More fields
editor-more-fields-tip = Second driver, the customer's number and date, comment, temperature, fields of your organisation
editor-more-of-cargo = Size, packing and way of loading, cargo { $row }
editor-second-driver = Second driver
editor-sales-manager = Sales manager
editor-customer-number = Customer's order number
editor-customer-date = Its date
editor-bid-comment = Comment to the bid
editor-coldest = Not below
editor-warmest = Not above
editor-empty-run = Empty run
editor-bid-options = Options of the bid
editor-property = Field of the organisation
editor-cargo-length = Length, m
editor-cargo-width = Width, m
editor-cargo-height = Height, m
editor-cargo-packing = Packing
editor-cargo-loading = Loading
editor-cargo-unloading = Unloading
editor-cargo-comment = Comment to the cargo
editor-custom-type = Kind of point
editor-leave = Departure
editor-leave-told = leaves { $time }
editor-point-customer = Counterparty at the point
editor-load-options = How it is loaded
editor-point-options = Options of the point
editor-day-hint = 20.11.2026
editor-unread-day = not understood
editor-unread-day-about = A day: 20.11.2026 or 20.11.26
editor-same-driver = the same person
editor-temperature-crossed = below the lower end
editor-leave-first = before the arrival
editor-kept-here = kept here only
editor-kept-here-about = Cargo.Run has no field for this: it is kept at this desk and takes no part in the exchange.
editor-goes-there = goes to Cargo.Run
editor-goes-there-about = Sent in your organisation's own field “{ $name }”.
