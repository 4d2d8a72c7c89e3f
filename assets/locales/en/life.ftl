life-refused-conflict = Decide the conflict of this bid first
life-refused-deleted = The bid is deleted
life-refused-run-is-over = The run is over: truck, people and dates are no longer changed. Bring the bid back to a draft
life-refused-cancelled = The bid is cancelled. Bring it back to a draft first
life-refused-needs-car = A launched bid can't be without a truck. Bring it back to a draft or give it another truck
life-refused-needs-driver = A launched bid can't be without a driver. Bring it back to a draft or give it another driver
life-refused-there-needs-car = Cargo.Run keeps no bid without a truck. Give it another truck
life-refused-there-needs-driver = Cargo.Run keeps no bid without a driver. Give it another driver
life-refused-same-person = Driver and second driver are one person
life-refused-no-dates = The bid has no dates to move
life-refused-all-passed = The truck has been at all points
life-refused-before-reached = A point would come before one that the truck has reached
life-refused-negative-price = A price is never below zero
life-refused-negative-term = A payment term is never below zero
life-crosses-car = The truck is busy on these dates with bid { $bid }
life-crosses-driver = The driver is busy on these dates with bid { $bid }
life-crosses-trailer = The trailer is busy on these dates with bid { $bid }
life-changed-since = The bid was changed again since: going back would overwrite that
life-changed = { $count ->
    [one] { $what }: { $count } bid changed
   *[other] { $what }: { $count } bids changed
}
life-undone = { $count ->
    [one] Undone: { $what }. { $count } bid is as before
   *[other] Undone: { $what }. { $count } bids are as before
}
life-redone = { $count ->
    [one] Redone: { $what }. { $count } bid changed
   *[other] Redone: { $what }. { $count } bids changed
}
life-nothing-changed = Nothing to change: it is so already
life-nothing-to-undo = Nothing to undo
life-nothing-to-redo = Nothing to redo
life-step-form = Edit of a bid
action-redo = Redo
shell-action-redo = Redo what was undone
life-later-car = Give bids to another truck
life-later-driver = Give bids to another driver
life-later-trailer = Give bids to another trailer
life-later-title = Give this bid and the later ones away
life-later-whose = Whose bids
life-later-about = This bid goes, and all later drafts and waiting ones. You see the list before it is done.
life-later-to = Who takes them
life-restore-queued = Cargo.Run is asked to restore the bid
life-run-no-car = The bid has no truck: nobody knows what drives empty
life-run-nothing-before = This truck has no bid before this one: nobody knows where it comes from
life-run-same-place = No empty run: the truck already stands where the loading is
life-run-is-empty = This is an empty run itself
life-number-unknown = There is no bid No. { $number } on this computer
life-change-title = { $count ->
    [one] Change the bid
   *[other] Change { $count } bids
}
life-what = What to change
life-what-car = Truck
life-what-driver = Driver
life-what-second-driver = Second driver
life-what-trailer = Trailer
life-what-shift = Move all dates
life-what-load-at = Beginning of the run
life-what-price = Price
life-what-vat-type = VAT
life-what-payment-type = Kind of payment
life-what-payment-term = Payment term
life-what-organisation = Organisation
life-what-responsible = Responsible
life-with-pair = And the driver and the trailer that this truck drove with last
life-clear = Leave it empty
life-shift-hint = For example +2, -30m, 1d 4h
life-term-hint = Days
life-period = How days are counted
life-show-preview = Show what will change
life-running = Being done…
life-working-out = Working it out…
life-no-rows = There are no such bids
life-preview-sum = { $going } of { $all } bids will change
life-do = { $count ->
    [one] Do it for { $count } bid
   *[other] Do it for { $count } bids
}
life-results-sum = Done: { $done }. Not done: { $refused }
life-close = Close
life-same = It is so already
life-done = Done
life-row-done = Possible
life-row-warned = Possible, but look at it
life-row-same = Nothing to change
life-row-refused = Not possible
life-open-other = Open the one in the way
life-open-number = Open bid No. { $number }
life-menu-change = Change truck, people, dates, price…
life-menu-later = Give this and the later ones away…
life-menu-empty-run = Empty run to the loading
life-marked = Marked: { $count }
life-km = { $km } km
life-rate = { $rate } ₽/km
life-bar-change = Change…
life-bar-steps = Actions
life-bar-none = Unmark
life-complete-title = End the bid by hand
life-complete-about = The bid will be done in Cargo.Run. Times are local, each point's own.
life-complete-reason = Reason
life-complete-mileage = Mileage, km
life-complete-odometer = By the tracker
life-complete-entered = Came
life-complete-left = Left
life-complete-do = End it
life-complete-unread = The mileage or a time can't be read
life-complete-no-reason = Write why the bid is ended by hand
life-complete-long-reason = The reason is longer than 1000 signs: Cargo.Run won't take it
life-complete-no-mileage = Give the mileage or take it from the tracker
life-complete-wrong-mileage = The mileage is from 0 to 50,000 km
life-complete-future = Point { $n }: that time has not come yet
life-complete-left-before = Point { $n }: left before it came
life-complete-out-of-order = Point { $n }: earlier than the one before
card-step-restore = Restore
card-step-complete = End by hand…
card-step-clone = Make a copy
bin-as-new = Make it anew as a draft
errors-step-not-deleted = The bid is not deleted
errors-bid-not-restored = The bid was not restored
errors-bid-not-restored-next = It stays in the bin. Try again, or make it anew as a draft.
shell-action-restore-bid = Bid: restore
shell-action-complete-bid = Bid: end by hand
shell-action-clone-bid = Bid: make a copy
shell-action-change-bids = Change the marked bids
shell-action-hand-over = Give this and the later bids away
shell-action-mark-all = Mark all that are shown
life-refused-point-passed = The truck has been at this point: its time is not changed any more
life-refused-point-moved = The time of this point was changed while you typed. Close the field (Esc) and see what it is now
life-what-point-at = Time of a point
shell-action-edit-here = Edit in the row or on the card
in-place-menu = Edit here
in-place-edit = Edit here: { $what }
in-place-point = Time of point { $row }
in-place-save = Save
in-place-save-anyway = Save anyway
in-place-cancel = Cancel
in-place-keys = Enter saves, Tab goes to the next field, Esc leaves it as it was
in-place-keys-pick = Type or choose from the list; erase to leave it empty. Tab goes to the next field, Esc leaves it as it was
in-place-time-hint = For example 15.07 0900 or tomorrow 8
in-place-along = The other points move by as much
in-place-pair = With the truck: { $names }
in-place-not-chosen = There is no such record: choose from the list
in-place-unread-time = The date and time can't be read. Try 15.07 0900, tomorrow 8, +2h
in-place-no-time = The point needs a time: type one or press Esc
in-place-wrong-price = This is no price. Try 120 000 or 120000.50
life-lacks = Cargo.Run would not take it: { $name } — { $problem }
undo-title = Undo the last action: { $what }
redo-title = Redo what was undone: { $what }
undo-done = Undone: { $what }
undo-redone = Done again: { $what }
undo-already = Nothing to take back, all is as it was: { $what }
undo-cannot = Can't be undone: { $what }. { $why }
undo-cannot-next = Can't be undone: { $what }. { $why }. The next press undoes: { $next }
redo-cannot = Can't be done again: { $what }. { $why }
undo-none = None of the bids has an opposite step
undo-ask = Undo: { $what }?
undo-ask-about = Cargo.Run has this already, so undoing it is a new request to it.
undo-will-here = Not sent to Cargo.Run yet: taken back here alone
undo-will-revert = Goes back to a draft
undo-will-start = Will be started again
undo-will-cancel = Will be cancelled again
undo-will-delete = Will be deleted in Cargo.Run
undo-will-restore = Will be restored in Cargo.Run
undo-no-on-the-wire = Still being sent: wait for the answer of Cargo.Run
undo-no-sent = Cargo.Run has what was sent. The bid can be corrected and sent again, or its draft deleted
undo-no-completed = Cargo.Run takes no ending by hand back. The bid can only go back to a draft
undo-no-cancelled = Cargo.Run takes no cancellation of a launched bid back. The bid can only go back to a draft
undo-no-was-done = The bid was done before it went back to a draft: it can't become done again
undo-no-moved-on = The status of the bid has changed again since
undo-no-draft = The bid is no draft any more, and only drafts are deleted
undo-step-made = making { $count } { $count ->
    [one] bid
   *[other] bids
}
undo-step-copies = making { $count } { $count ->
    [one] copy
   *[other] copies
}
undo-step-series = a series of { $count } { $count ->
    [one] bid
   *[other] bids
}
undo-step-rows = pasting { $count } { $count ->
    [one] bid
   *[other] bids
} from a table
undo-step-sent = sending { $count } { $count ->
    [one] bid
   *[other] bids
}
undo-step-started = starting { $count } { $count ->
    [one] bid
   *[other] bids
}
undo-step-reverted = taking { $count } { $count ->
    [one] bid
   *[other] bids
} back to draft
undo-step-cancelled = cancelling { $count } { $count ->
    [one] bid
   *[other] bids
} in Cargo.Run
undo-step-completed = ending { $count } { $count ->
    [one] bid
   *[other] bids
} by hand
undo-step-deleted = deleting { $count } { $count ->
    [one] bid
   *[other] bids
}
undo-step-restored = restoring { $count } { $count ->
    [one] bid
   *[other] bids
}
undo-step-decision = the decision of a conflict
