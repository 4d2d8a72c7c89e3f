# Why a record is not where it should be.
trouble-said = { $text }
trouble-offline = No connection to Cargo.Run
trouble-timeout = Cargo.Run did not answer in time
trouble-server = Cargo.Run answered with error { $code }
trouble-malformed = The answer of Cargo.Run could not be read
trouble-sign-in = A sign-in to Cargo.Run is needed
trouble-forbidden = This user may not do that
trouble-not-found = Cargo.Run does not have it
trouble-too-many = Cargo.Run asks for fewer requests
trouble-missing-reference = A book record that it refers to must be sent first
trouble-unsendable = Data are missing that are needed to send it
trouble-bad-address = The server's address is wrong
trouble-unknown-place = Cargo.Run does not know the address “{ $address }”. Be more exact: town, street, house.
trouble-several-there = Cargo.Run already has several such records: { $numbers }. Leave one there and send again.

# Who decides conflicts.
settings-section-conflicts = Who decides conflicts
settings-conflicts-note = A conflict is when the same thing was changed here and in Cargo.Run. What is decided by itself goes to the journal and can be taken back.
settings-conflicts-bids = Bids
settings-conflicts-drivers = Drivers
settings-conflicts-cars = Trucks
settings-conflicts-trailers = Trailers
settings-conflicts-counterparties = Counterparties
settings-conflicts-manual = I decide
settings-conflicts-ours = Ours first
settings-conflicts-theirs = Cargo.Run first
settings-whole-document = Compare as a whole, not by field
settings-whole-document-of = { $what }: compare as a whole, not by field
settings-platform-bids = Bids made in Cargo.Run
settings-platform-bids-free = Edit freely
settings-platform-bids-warn = Warn
settings-platform-bids-lock = Don't edit here
settings-platform-bids-note = Cargo.Run advises to change a bid where it was made.
settings-send-drafts = Send complete drafts at once
settings-send-drafts-note = Each bid with all the required fields goes to Cargo.Run as a draft as soon as it is saved.

# A bid made in Cargo.Run.
born-there-warn = This bid was made in Cargo.Run: better change it there. What is changed here will be sent.
born-there-locked = This bid was made in Cargo.Run, and the settings forbid changing such bids here. Change it in Cargo.Run or lift the ban in the settings.

# Much deleted at once.
held-bids = { $gone ->
    [one] { $gone } bid was deleted in Cargo.Run at once
   *[other] { $gone } bids were deleted in Cargo.Run at once
}
held-books = Records deleted at once in the books of Cargo.Run: { $gone }
held-note = Of { $known }. The exchange is stopped and nothing is deleted here yet. If it was meant, confirm; if not, look into Cargo.Run.
held-accept = Delete here too
held-accepted = { $count ->
    [one] { $count } record deleted
   *[other] { $count } records deleted
}

# The check.
proof-equal = checked { $when }
proof-check = Check against Cargo.Run
proof-good = Checked: here and in Cargo.Run are the same
proof-differs = The check found differences: { $count }. They were read again.
proof-failed = The check failed: { $text }
doctor-proven = Last check without differences: { $when }
doctor-unproven = There was no check without differences yet
doctor-check-differs = The last check found differences: { $differing } differ, { $missing } missing, { $here } here, { $there } in Cargo.Run
doctor-old-operations = Waiting to be sent for more than a day: { $count }
doctor-set-aside = Set aside after failures: { $count }
doctor-held = Deletions that wait for a confirmation: { $count }

# Decided by itself.
settled-title = Decided by itself
settled-ours = { $record }, { $field }: ours stayed
settled-theirs = { $record }, { $field }: taken from Cargo.Run
settled-values = was { $old }, is { $new }
settled-take-back = Take back
settled-taken-back = Taken back
settled-not-taken-back = It can't be taken back: the record is deleted, in conflict, or was taken back already
bin-back = The bid is back from the bin
bin-back-as-new = A new draft with the content of the deleted bid was made
