# What the program says outside its panels: errors, exchange, notices.

error-offline = The server can't be reached. Everything is kept here and will go when the network is back.
error-timeout = The server did not answer in time. Everything is kept here; it will be tried again.
error-refused = Cargo.Run refused: { $text }
error-sign-in = Please sign in: check the user and the password.
error-forbidden = This user may not do that.
error-not-found = The server knows no such method or record. Check the server's address in the settings.
error-too-many = Too many requests. The program will wait and try again.
error-server = The server failed (code { $status }). It will be tried again.
error-malformed = The server's answer makes no sense. Check its address; details are in the exchange journal.
error-missing-reference = A related record (driver, truck, trailer or counterparty) must be sent first.
error-bad-address = The server's address is wrong. Example: https://api.app.cargorun.ru
error-store-not-writable = The database can't be written. Check the rights on the profile folder and the disk space.
error-disk-full = The disk is full. Free some space: nothing typed is lost.
error-not-editable = The record can't be changed now: it is deleted, in conflict or on its way.
error-record-gone = There is no such record any more.
error-store = The database says: { $text }
error-settings-not-saved = The settings were not written. Check the rights on the profile folder.
error-file-not-written = The file was not written: { $path }

sync-reads-catalogs = Reading catalogs
sync-reads-drivers = Reading drivers
sync-reads-cars = Reading trucks
sync-reads-trailers = Reading trailers
sync-reads-counterparties = Reading counterparties
sync-reads-organisations = Reading organisations
sync-reads-bids = { $count ->
    [0] Reading bids
    [one] Reading bids: { $count } so far
   *[other] Reading bids: { $count } so far
}
sync-sends = { $count ->
    [one] Sending: { $count } left
   *[other] Sending: { $count } left
}
sync-waits-for-login = { $seconds ->
    [one] The server asks to wait with the sign-in: { $seconds } second
   *[other] The server asks to wait with the sign-in: { $seconds } seconds
}
sync-cancelled = The exchange was stopped.

toast-bid-saved = Bid saved
toast-bid-deleted = Bid deleted
toast-journal-exported = Journal written: { $path }
action-undo = Undo

store-moved-aside = The database was damaged. It was set aside here: { $path }. A new one was begun; the data will come from the server.
start-failed = The program did not start: { $text }
start-profile-held = This profile is already open in another window.
start-no-screen = There is no screen "{ $name }".
start-no-display = There is neither a display nor a virtual one (Xvfb): { $text }
error-unsendable = This can't be sent: { $text }

start-blocked-car = Can't start: the truck is busy on these dates with bid { $bid }
start-blocked-driver = Can't start: the driver is busy on these dates with bid { $bid }
start-blocked-trailer = Can't start: the trailer is busy on these dates with bid { $bid }
action-open-bid = Open it
collision-only-there = { $count ->
    [one] Cargo.Run sees this truck crossing bid { $numbers }, which is not here
   *[other] Cargo.Run sees this truck crossing bids { $numbers }, which are not here
}
