books-search = Search in all columns
books-empty-title = Nothing here yet
books-empty-hint = Reference books come from Cargo.Run with a synchronisation: F5.
books-nothing-title = Nothing found
books-nothing-hint = Change the search.

books-column-id = Number
books-column-title = Name
books-column-name = Full name
books-column-phone = Phone
books-column-plate = Plate
books-column-brand = Make
books-column-type = Type
books-column-tracker = Tracker
books-column-last-fix = Last signal
books-column-state = State
books-column-comment = Note
books-column-inn = INN
books-column-kpp = KPP
books-column-standing = Standing
books-column-points = Points

books-catalog-car-type = Truck types
books-catalog-trailer-type = Trailer types
books-catalog-cargo-type = Cargo types
books-catalog-vat-type = VAT
books-catalog-payment-type = Payment types
books-catalog-car-brand = Truck makes
books-catalog-trailer-brand = Trailer makes

books-column-exchange = Exchange
books-column-upkeep = Attention
books-column-employee = Employee
books-column-payment-type = Payment type
books-column-vat-type = VAT
books-column-address = Address
books-columns = Columns
books-filter-all = All
books-filter-active = In use
books-filter-unsent = Not sent
books-filter-refused = Refused
books-filter-conflict = Conflicts
books-filter-papers = Papers and absences
books-filter-deleted = Deleted
books-inactive-until = { $reason }, until { $day }
books-until = { $name } until { $day }
books-exchange-restoring = waits to be restored
books-exchange-refused = refused
books-exchange-deleting = waits to be deleted
books-marked-row = marked
books-marked = Marked: { $count }
books-mark-shown = Mark those shown
books-unmark = Unmark all
books-delete-marked = Delete marked
books-restore-marked = Restore marked
books-menu-open = Open
books-menu-mark = Mark or unmark
books-catalogs-read = read { $at }
books-outcomes-deleted = Deletion: queued { $done } of { $all }
books-outcomes-restored = Restoring: queued { $done } of { $all }
books-outcome-queued = will be sent
books-outcomes-close = Close the list
books-conflicts = { $n ->
    [one] Decide { $n } conflict
   *[other] Decide { $n } conflicts
}
