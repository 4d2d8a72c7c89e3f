entry-action-repeat = Repeat the bid
entry-action-line = A bid in one line
entry-action-rows = Bids from a spreadsheet
entry-close = Close
entry-guessed = No time was given: 09:00 was put in
entry-made =
    { $count ->
        [one] { $count } draft was made
       *[other] { $count } drafts were made
    }

entry-repeat-title = Repeat the bid
entry-repeat-about = All dates move together, addresses keep their coordinates.
entry-repeat-first = First loading
entry-repeat-first-hint = tomorrow, mon, 15.07 or 15.07 0900; without a time it is { $time }
entry-repeat-until = Repeat until
entry-repeat-until-hint = empty: one bid
entry-every = Which days
entry-every-weekday = Weekdays
entry-every-day = Every day
entry-every-week = Once a week
entry-repeat-crew = With the same truck, trailer and driver
entry-repeat-hint = Type a day and press Enter
entry-repeat-wrong = The date can't be read, or the end lies before the beginning
entry-repeat-most = No more are made in one go
entry-repeat-will =
    { $count ->
        [one] { $count } draft will be made: { $text }
       *[other] { $count } drafts will be made: { $text }
    }
entry-repeat-make = Make

entry-line-title = A bid in one line
entry-line-about = Towns, dates, weight, volume, price, customer and truck are recognised, all else becomes the note of the cargo.
entry-line-field = Text of the bid
entry-line-hint = Казань Уфа завтра 8 20 т 95 тыс тент верхняя загрузка
entry-line-note = Note: { $text }
entry-line-make = Make a draft

entry-rows-title = Bids from a spreadsheet
entry-rows-about = Copy rows in Excel and paste them here. A first row with the names of the columns is not needed.
entry-rows-field = Rows of the spreadsheet
entry-rows-hint = Ctrl+V
entry-rows-unnamed = No names of columns: this order is taken — customer, from, to, loading, unloading, cargo, weight, volume, price, truck, trailer, driver, note
entry-rows-unknown =
    { $count ->
        [one] { $count } column is not known and was left out
       *[other] { $count } columns are not known and were left out
    }
entry-rows-cut = The first thousand rows were taken
entry-rows-wrong = Could not be read: { $text }
entry-rows-all =
    { $count ->
        [one] Make { $count } row too of which not all was read
       *[other] Make { $count } rows too of which not all was read
    }
entry-rows-make = Make drafts: { $count }
entry-column-customer = customer
entry-column-from = from
entry-column-to = to
entry-column-load = loading
entry-column-unload = unloading
entry-column-cargo = cargo
entry-column-weight = weight
entry-column-volume = volume
entry-column-price = price
entry-column-car = truck
entry-column-trailer = trailer
entry-column-driver = driver
entry-column-comment = note

templates-action = A bid from a template
templates-action-keep = Keep the bid as a template
templates-title = A bid from a template
templates-about = Addresses, cargo, terms and crew come from the template; the dates are yours to set.
templates-find = Find a template
templates-none = No templates yet. Open the card of a bid and choose “Keep the bid as a template”.
templates-not-found = There is no such template.
templates-going = Press Del once more to take the template away. Bids made from it stay.
templates-keys = ↑ ↓ choose, Enter begins the bid, F2 renames, Del takes away
templates-drop = Take the template “{ $name }” away
templates-rename = Rename the template “{ $name }”
templates-new-name = New name of the template
templates-name-taken = There is a template “{ $name }” already: the name stays as it was.
templates-keep-title = Keep as a template
templates-keep-about = Kept at this desk. Dates and the customer's own number and date stay out of it.
templates-name = Name of the template
templates-taken = There is such a template already; it will be replaced.
templates-keep = Keep the template
templates-replace = Replace the template
templates-kept = The template “{ $name }” is kept
templates-form-open = Close the open form first: what is typed there is not lost.
