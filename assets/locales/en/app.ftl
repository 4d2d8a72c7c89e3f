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

check-ok = It works: the server answers, the sign-in is accepted.
check-ok-clock-ahead = { $minutes ->
    [one] It works, the sign-in is accepted. But the clock of this machine is { $minutes } minute fast: put it right, dates of changes are compared by it.
   *[other] It works, the sign-in is accepted. But the clock of this machine is { $minutes } minutes fast: put it right, dates of changes are compared by it.
}
check-ok-clock-behind = { $minutes ->
    [one] It works, the sign-in is accepted. But the clock of this machine is { $minutes } minute slow: put it right, dates of changes are compared by it.
   *[other] It works, the sign-in is accepted. But the clock of this machine is { $minutes } minutes slow: put it right, dates of changes are compared by it.
}
check-needs-user = The server answers. To try the sign-in, fill in the user and the password.
check-password = The server answers but did not accept the sign-in: { $text }. Check the user and the password.
check-no-token = The server took the password but gave no access. Ask the administrator of Cargo.Run whether this user may use the API.
check-too-many = The server asks to wait: too many sign-ins in a row. Try again in half a minute.
check-timeout = The server did not answer in time. Check the network, or allow more time.
check-no-host = There is no such address, or no network. Check how it is written.
check-nobody-listens = Nobody answers at this address. Check the address and the port.
check-certificate = The certificate of the server does not hold, so the password was not sent. Check the address and the clock of this machine; in a company network ask about the proxy.
check-no-tls = This server can't speak safely (HTTPS), so the password was not sent. Check the address.
check-unreachable = The server can't be reached: the network or the proxy is in the way.
check-not-cargorun = What answers at this address is not Cargo.Run. Check the address.
check-bad-proxy = The address of the proxy is wrong. An example: http://proxy.local:3128

backup-made = A backup was made and verified
backup-not-made = The backup was not made: { $text }
backup-restored = The database was restored from the backup. The former one was set aside here: { $path }. First everything new is read from Cargo.Run, then the sending goes on.
backup-not-restored = It could not be restored, the present database was not touched: { $text }
backup-newer = A newer version of the program made this backup. Update the program to restore it.
backup-damaged = The backup file is damaged. Choose another one.
backup-unreadable = The backup file can't be read: { $text }
error-folder-not-opened = The file manager did not open. The folder is here: { $path }

start-no-home = The system names no folder for this user's data. Name one: --profile FOLDER.
start-folder-not-writable = The profile folder can't be written: { $path } ({ $text }). Put its rights in order or name another one: --profile FOLDER.
start-bad-settings = The settings file can't be read: { $path } ({ $text }). It was left as it is. Mend it or rename it: the program then begins with the usual settings, and the bids stay where they are.
start-newer-database = A newer version of the program wrote the database. It was not touched: update the program.
start-database-not-writable = The database can't be written: { $text }. It was not touched. Put the rights of the file and the folder in order.
start-database-busy = Another program holds the database. Close it and try again.
