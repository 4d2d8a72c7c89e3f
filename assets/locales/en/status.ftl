# Where a bid stands in Cargo.Run.
status-draft = Draft
status-planned = Waiting
status-started = In work
status-done = Done
status-cancelled = Cancelled

# Where a record stands in the exchange with Cargo.Run.
status-exchange-local = only here
status-exchange-waiting = waiting to be sent
status-exchange-sending = being sent
status-exchange-unknown = answer unknown
status-exchange-sent = sent
status-exchange-dirty = changed
status-exchange-conflict = conflict
status-exchange-rejected = refused
status-exchange-gone = deleted in Cargo.Run
status-exchange-deleting = being deleted
status-exchange-quarantine = set aside
status-exchange-deleted = deleted

# The same as a whole sentence.
status-exchange-local-about = Exists on this computer only. Send it once everything is filled in.
status-exchange-waiting-about = Goes to Cargo.Run as soon as its turn comes and there is a connection.
status-exchange-sending-about = The request is on its way, no answer yet.
status-exchange-unknown-about = The request was sent and no answer came. The program finds out by itself whether it was taken; it is never created twice.
status-exchange-sent-about = The same here and in Cargo.Run.
status-exchange-dirty-about = Changed here, Cargo.Run still has the former one. Send the changes.
status-exchange-conflict-about = Changed both here and in Cargo.Run. Decide what to take.
status-exchange-rejected-about = Cargo.Run did not take it. Correct it and send it again.
status-exchange-gone-about = It was deleted in Cargo.Run while it was changed here.
status-exchange-deleting-about = Its deletion waits to be sent to Cargo.Run.
status-exchange-quarantine-about = Set aside after several failures so that it does not hold up the others. Send it again once the cause is gone.
status-exchange-deleted-about = Deleted. To bring it back: Ctrl+Z.

status-books-active = in use
status-books-inactive = not in use
status-books-deleted = no longer offered
status-counterparty-none = ordinary
status-counterparty-priority = priority
status-counterparty-suspended = suspended
