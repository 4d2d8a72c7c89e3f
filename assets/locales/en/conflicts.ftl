# The Conflicts screen: records changed both here and in Cargo.Run.

conflicts-none-title = No conflicts
conflicts-none-hint = Bids and book records that were changed both here and in Cargo.Run come here. Until you decide what to take, nothing is sent and nothing is lost. Exchange: { $sync }.

conflicts-kind-bid = bid
conflicts-kind-driver = driver
conflicts-kind-car = truck
conflicts-kind-trailer = trailer
conflicts-kind-counterparty = counterparty
conflicts-kind-organisation = organisation
conflicts-kinds-all = All
conflicts-kind-bids = Bids
conflicts-kind-drivers = Drivers
conflicts-kind-cars = Trucks
conflicts-kind-trailers = Trailers
conflicts-kind-counterpartys = Counterparties
conflicts-kind-organisations = Organisations

conflicts-counter = { $n } of { $all }
conflicts-solved = decided, to be saved
conflicts-left = { $n ->
    [one] { $n } field left to decide
   *[other] { $n } fields left to decide
}
conflicts-age-minutes = { $n } min
conflicts-age-hours = { $n } h
conflicts-age-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
conflicts-case-gone = Case 4 of 4: deleted in Cargo.Run, changed here
conflicts-case-deleted-here = Case 4 of 4: changed in Cargo.Run, deleted here
conflicts-side-ours = on this computer, { $when }
conflicts-side-theirs = { $when }, Cargo.Run does not say who
conflicts-side-theirs-seen = seen { $when }, Cargo.Run does not say who

conflicts-next = Next undecided
conflicts-previous = Previous undecided
conflicts-open-card = Card of the bid
conflicts-show-all = { $n ->
    [one] Show { $n } more field without differences
   *[other] Show { $n } more fields without differences
}
conflicts-show-differing = Differences only
conflicts-keys = ↑ ↓ field · ← ours · → Cargo.Run’s · Enter own · Backspace undecided · Ctrl+S save

conflicts-table-name = Fields of { $name }
conflicts-row-name = { $field }. Ours: { $ours }. Cargo.Run: { $theirs }. Result: { $result }
conflicts-column-field = Field
conflicts-column-ours = Ours
conflicts-column-theirs = In Cargo.Run
conflicts-column-result = Result
conflicts-column-base = Was

conflicts-origin-ours = ours
conflicts-origin-theirs = from Cargo.Run
conflicts-origin-typed = typed by hand
conflicts-origin-both = the same
conflicts-undecided = undecided
conflicts-row-moved = changed again in Cargo.Run

conflicts-type = Type an own value: { $field }
conflicts-typed-name = Own value: { $field }
conflicts-typed-hint = Enter takes it, Esc leaves it
conflicts-typed-unread = This can't be understood: check the spelling
conflicts-take-back = Back to undecided: { $field }
conflicts-alike = { $n ->
    [one] The same for { $n } other
   *[other] The same for the other { $n }
}
conflicts-take-ours = All disputed: ours
conflicts-take-theirs = All disputed: Cargo.Run’s
conflicts-save = Save the decision
conflicts-saving = Comparing with Cargo.Run…
conflicts-save-left = { $n ->
    [one] Save: { $n } left
   *[other] Save: { $n } left
}

conflicts-effect-there = In Cargo.Run this will change: { $fields }.
conflicts-effect-here = Here this will change: { $fields }.
conflicts-effect-none = Nothing will change, neither here nor in Cargo.Run.
conflicts-effect-open = Nothing is decided yet: nothing will change anywhere.
conflicts-effect-delete = The record will go to the bin here too, with the changes made here.
conflicts-effect-delete-there = It will be deleted in Cargo.Run too, with what was changed there.
conflicts-effect-keep-there = It is not deleted: it stays here and in Cargo.Run as it was made there.
conflicts-effect-keep = The record with the changes made here will be created in Cargo.Run anew, under a new number.
conflicts-findings = Cargo.Run may not take this: { $list }
conflicts-crosses-car = crosses bid { $bid } on the truck
conflicts-crosses-driver = crosses bid { $bid } on the driver
conflicts-crosses-trailer = crosses bid { $bid } on the trailer
conflicts-crosses-local = without a number

conflicts-done = { $name }: the decision is saved. { $effect }
conflicts-taken-back = Taken back: the conflict is open again
conflicts-too-late = Too late to take back: the decision is on its way to Cargo.Run. The former values are in the record's history.
conflicts-over = Nothing is left to decide: the former value came back in Cargo.Run
conflicts-moved = While you were deciding, the record was changed again in Cargo.Run. Nothing was written, your picks stand.
conflicts-moved-title = While you were deciding, the record was changed again in Cargo.Run
conflicts-moved-next = Nothing was written, your picks stand. Look at the marked fields and save again.
conflicts-open = Decide the conflict

conflicts-empty = (empty)
conflicts-never-set = never set
conflicts-item-removed = (removed)
conflicts-item-absent = (none)
conflicts-not-read = (the book has not been read yet)
conflicts-was-deleted = deleted
conflicts-was-there = not deleted
conflicts-stays-there = stays as in Cargo.Run
conflicts-was-kept = kept with changes
conflicts-yes = yes
conflicts-no = no
conflicts-leaves = leaves

conflicts-about-deleted-here = deleted here, changed in Cargo.Run
conflicts-about-deleted = deleted in Cargo.Run, changed here
conflicts-about-both = changed on both sides
conflicts-about-order = reordered differently on both sides
conflicts-about-here = changed only here
conflicts-about-there = changed only in Cargo.Run
conflicts-about-alike = changed alike on both sides
conflicts-about-nobody = not changed
conflicts-about-added-here = added here
conflicts-about-removed-here = removed here
conflicts-about-added-there = added in Cargo.Run
conflicts-about-removed-there = removed in Cargo.Run
conflicts-about-changed-removed = changed here, removed in Cargo.Run
conflicts-about-removed-changed = removed here, changed in Cargo.Run
conflicts-about-added-both = added differently on both sides

conflicts-field-deleted = Deletion
conflicts-field-payment-type = Payment type
conflicts-field-price = Price, VAT
conflicts-field-vat = VAT
conflicts-field-empty-run = Empty run
conflicts-field-points = Points
conflicts-field-points-order = Order of points
conflicts-field-cargos = Cargos
conflicts-field-cargos-order = Order of cargos
conflicts-field-cargo = Cargo
conflicts-field-last-name = Last name
conflicts-field-first-name = First name
conflicts-field-patronymic = Patronymic
conflicts-field-phone = Phone
conflicts-field-comment = Comment
conflicts-field-plate = Plate
conflicts-field-type = Type
conflicts-field-brand = Brand
conflicts-field-name = Name
conflicts-field-inn = INN
conflicts-field-kpp = KPP
conflicts-field-status = Status
conflicts-field-other = Another field
conflicts-part-kind = kind of point
conflicts-part-place = address
conflicts-part-times = time
conflicts-part-comment = comment
conflicts-part-contact = contact
conflicts-part-counterparty = counterparty
conflicts-part-name = name
conflicts-part-type = type
conflicts-part-weight = weight
conflicts-part-volume = volume
conflicts-part-size = size
conflicts-part-packing = packing
conflicts-part-loading = way of loading
conflicts-part-custom-type = kind of point
conflicts-part-load-options = how it is loaded
conflicts-part-options = options
conflicts-part-properties = fields of the organisation

cli-no-conflict = No such conflict: { $text }
cli-conflict-field = The field is not among those that differ, or has no side to pick: { $text }
cli-conflict-value = The value can't be understood: { $text }
cli-conflict-pick = FIELD=ours, FIELD=remote or FIELD=value is expected: { $text }
cli-conflict-left = Undecided: { $fields }
cli-conflict-moved = While it was being decided, the record was changed again in Cargo.Run. Nothing was written; look at conflict show again.
