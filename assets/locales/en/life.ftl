life-refused-conflict = Decide the conflict of this bid first
life-refused-deleted = The bid is deleted
life-refused-run-is-over = The run is over: truck, people and dates are no longer changed. Bring the bid back to a draft
life-refused-cancelled = The bid is cancelled. Bring it back to a draft first
life-refused-needs-car = A launched bid can't be without a truck. Bring it back to a draft or give it another truck
life-refused-needs-driver = A launched bid can't be without a driver. Bring it back to a draft or give it another driver
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
