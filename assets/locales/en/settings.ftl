settings-section-look = Look
settings-lang = Language
settings-lang-own-name = English
settings-theme = Theme
settings-theme-light = Light
settings-theme-dark = Dark
settings-scale = Text size
settings-density = Table rows
settings-density-compact = Compact
settings-density-normal = Normal
settings-density-roomy = Roomy

settings-section-work = Work
settings-pilot-start = Start of work with Cargo.Run
settings-pilot-hint = DD.MM.YYYY
settings-pilot-note = Cargo.Run can't track bids before this day: they get a warning.
settings-pilot-wrong = A date is written so: 01.12.2026

settings-section-connection = Connection
settings-server = Server
settings-user = User
settings-link = Link
settings-link-unknown = not checked yet
settings-link-online = there is one
settings-password = Password
settings-password-kept = Kept in the key store of the system
settings-password-memory = There is no key store: the password is held in memory until the program is closed

settings-section-about = About the program
settings-version = version { $version }
