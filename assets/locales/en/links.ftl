# Links with records of Cargo.Run
links-part = Part
links-part-report = Review: { $n }
links-part-report-name = Review
links-part-table = Table of links
links-books = Book
links-book = { $name }: { $n }
links-summary = Matched: { $matched } · Ambiguous: { $ambiguous } · Only here: { $here } · Only in Cargo.Run: { $there }
links-note = These records were made here before the book was first read. Nothing of them is sent until you confirm the review. Keys in the table: 1 link, 2 different, 3 later.
links-note-later = Records put off are not sent until they are decided. Keys in the table: 1 link, 2 different, 3 later.
links-select = Select a row to decide it otherwise than proposed.
links-to = Record of Cargo.Run
links-link = Link
links-apart = Different records
links-send = Create in Cargo.Run
links-later = Decide later
links-confirm = Confirm: link { $linked }, create { $made }, put off { $later }
links-column-here = Here
links-column-key = Key
links-column-there = In Cargo.Run
links-column-differ = Differences
links-column-said = Decision
links-column-kind = Kind
links-column-name = Record
links-column-own = Our id
links-column-theirs = Cargo.Run id
links-column-when = Linked
links-column-how = How
links-differ-none = none
links-differ = { $n ->
    [one] { $n } field
   *[other] { $n } fields
}
links-said-link = Link to №{ $number }
links-said-later = Later
links-said-apart = Different, create
links-said-new = Create
links-how-created = Created here
links-how-pulled = Read from Cargo.Run
links-how-key = Same key
links-how-hand = Linked by hand
links-how-unrecorded = Before the record of links
links-reading = Reading the table…
links-empty-title = No links yet
links-empty-hint = They appear after the first exchange with Cargo.Run.
links-search = Name, number or our id
links-export = Save as CSV
links-all = All
links-unseen = Books met data of Cargo.Run: { $names }
links-unseen-note = Equal records were found by phone, plate or INN. Nothing of these books is sent until you have looked at the review.
links-look = Look at the review
toast-links-decided = Review confirmed
toast-links-exported = Table of links saved: { $path }
cli-links-wait = { $n ->
    [one] { $n } record waits for review
   *[other] { $n } records wait for review
}: see them with "link report", decide with "link decide". They are not sent before.
cli-link-none = There is no review of this book.
cli-link-choice = The decision "{ $text }" can't be read. ID=cr:12345, ID=apart or ID=later is expected.
