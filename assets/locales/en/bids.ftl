bids-title = Bids
bids-shown = { $shown } of { $all }
bids-search = Search bids
bids-search-about = Number, town, truck, driver, customer
bids-new = New bid
bids-list-name = List of bids

bids-filter-active = Active
bids-filter-all = All
bids-filter-drafts = Drafts
bids-filter-planned = Waiting
bids-filter-started = In work
bids-filter-done = Done
bids-filter-cancelled = Cancelled
bids-filter-overlapping = Overlapping
bids-filter-no-car = No truck
bids-filter-unsent = Unsent
bids-filter-attention = Need attention

bids-column-number = No.
bids-column-status = Status
bids-column-exchange = Exchange
bids-column-exchange-mark = ↔
bids-column-status-mark = ●
bids-column-route = Route
bids-column-car = Truck
bids-column-trailer = Trailer
bids-column-driver = Driver
bids-column-customer = Customer
bids-column-load = Loading
bids-column-price = Price

bids-number-none = new
bids-row-name = Bid { $number }, { $route }, { $car }, { $status }, { $exchange }
bids-row-name-new = Bid without a number, { $route }, { $car }, { $status }, { $exchange }
bids-row-no-car = no truck
bids-row-no-route = no route

bids-empty-title = No bids yet
bids-empty-hint = Create the first one: Ctrl+N. Bids from Cargo.Run appear here after a synchronisation.
bids-nothing-title = Nothing found
bids-nothing-hint = Change the search or show all bids.
bids-nothing-reset = Reset the filter
bids-loading-title = Reading the database…
bids-loading-hint = Bids are kept on this computer and open without a network.

bids-menu-open = Open the card
bids-menu-copy-number = Copy the number
bids-menu-copy-row = Copy the row

# The bin: what is deleted is kept for 90 days.
bids-filter-bin = Bin
bin-restore = Restore
bin-note-there = The bid is deleted in Cargo.Run and cannot be revived there: a new draft with the same content is made here.
bin-note-here = The bid was deleted here: it comes back as it was.
