# Words of the command line (stderr).

cli-no-server = No server is named: add --server URL.
cli-sign-in-needed = Not signed in: { $text }. Set CARGORUN_USER and CARGORUN_PASSWORD, or sign in in the window.
cli-server-unreachable = The server can't be reached: { $text }
cli-server-failed = The server answered with an error: { $text }
cli-store-failed = Database: { $text }
cli-profile-failed = Profile: { $text }
cli-system-failed = The system refused: { $text }
cli-output-failed = The answer was not written: { $text }
cli-file-unreadable = The file { $path } can't be read: { $text }
cli-bad-file = Wrong field "{ $field }": { $text }
cli-bad-date = { $text } is no date. Example: 2026-12-01
cli-bad-fault = { $text } is no fault with a probability. Example: drop-after=0.2
cli-no-record = There is no record "{ $text }".
cli-several-records = Several records are called "{ $text }". Name the id.
cli-no-item = The catalog { $catalog } has no "{ $text }".
cli-no-catalog = There is no catalog "{ $text }". There are: { $known }
cli-address-not-exact = The address "{ $asked }" was not found exactly: { $found }
cli-geocoder-unreachable = The address "{ $text }" is not checked: the geocoder can't be reached. It will be checked before sending.
cli-not-complete = Can't be sent, { $field }: { $text }
cli-overlap = { $resource ->
    [car] The truck is busy: the dates cross bid { $bid }
    [driver] The driver is busy: the dates cross bid { $bid }
   *[trailer] The trailer is busy: the dates cross bid { $bid }
}
cli-left-to-holder = The profile is open in a window: the window will send.
cli-profile-held = The profile is held by a window or by sync --watch: it does the exchange.
cli-stays-queued = It stays in the queue and will go with the next exchange.
cli-sandbox-failed = The training server did not start: { $text }
cli-sandbox-loopback-only = The training server listens on this machine only (127.0.0.1).

doctor-profile = Profile: { $path }
doctor-database = The database is in order
doctor-key-store = The system keeps the passwords
doctor-no-key-store = The system has no key store: the password is asked once and lives in memory
doctor-server = The server answers: { $server }
doctor-clock = Clock difference to the server, seconds: { $seconds }
doctor-clock-unknown = The server did not tell its time
doctor-signed-in = Signed in

cli-no-setting = There is no setting "{ $key }". All of them: settings list.
cli-setting-bounds = { $key }: a number from { $least } to { $most } is needed.
cli-setting-wrong = { $key }: the value "{ $value }" does not fit.
cli-settings-held = The profile is open in a window: change the setting there, or close the window.
cli-file-exists = The file { $path } exists. Name another one: a copy is never written over anything.
cli-restore-held = The profile is open in a window or held by sync --watch. Close it and try again, or restore in the settings of the window.
cli-backup-useless = Nothing can be restored from { $path }: { $text }. The present database was not touched.
cli-no-tracker = There is no tracker “{ $text }”
