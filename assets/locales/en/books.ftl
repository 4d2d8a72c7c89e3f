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
books-conflicts = { $n ->
    [one] Decide { $n } conflict
   *[other] Decide { $n } conflicts
}
