# Personal invitations of ATI.SU
ati-token-refused = The token of ATI.SU or of the receiver was not taken. Check it.
ati-unreachable = No connection: { $text }
ati-too-many = ATI.SU asks to wait: too many requests.
ati-failed = It failed: { $text }
ati-no-receiver = The receiver's address is not set: settings set ati.receiver_url https://…
ati-no-receiver-token = The receiver's token is missing: set ATI_RECEIVER_TOKEN.
ati-no-token = The token of ATI.SU is missing: set ATI_TOKEN.
ati-no-keys = The receiver waits for the keys of the subscriptions and takes nothing in: set ATI_HOOK_KEYS or repeat with ATI_TOKEN.
ati-no-invite = There is no invitation “{ $text }”.
ati-withdrawn-text = The invitation was withdrawn on ATI.SU. A bid that was made of it stays.
ati-not-read = The content of the invitation never came: there is nothing to show or to take.
ati-receiver-failed = The receiver did not start: { $text }
ati-cargo = cargo
ati-city = ATI city { $id }
ati-place-unknown = place not named
ati-code = code { $code }
ati-tonnes = { $amount } t
ati-cubic = { $amount } m³
ati-prepaid = { $percent } % in advance
ati-in-days = { $days ->
    [one] in { $days } day
   *[other] in { $days } days
}
ati-rate-with-vat = with VAT
ati-rate-without-vat = without VAT
ati-rate-any = with VAT or without
ati-rate-unknown = VAT not named

# States
ati-state-new = New
ati-state-seen = Seen
ati-state-drafted = Became a bid
ati-state-declined = Declined here
ati-state-expired = Expired
ati-state-withdrawn = Withdrawn

# Warnings
ati-warning-expired = The time to answer is over
ati-warning-no-cargo = There is no cargo yet, a rate is asked for
ati-warning-deal = ATI.SU: no order can come of this invitation
ati-warning-days = The first day is after the last
ati-warning-unloads-before = Unloading is before loading
ati-warning-ordinal = Two points stand at one place of the route
ati-warning-no-rate = There is no rate
ati-warning-rate-kind = The rate does not say whether VAT is in it
ati-warning-currency = An unknown currency, code { $code }
ati-warning-rate-nought = The rate is not above zero
ati-warning-no-loading = No place of loading
ati-warning-no-unloading = No place of unloading
ati-warning-no-place = Point { $point } has neither city nor address
ati-warning-no-coordinates = Point { $point } has no coordinates
ati-warning-danger = Dangerous cargo, class { $class }
ati-warning-temperature = Temperature from { $from } to { $to } °C
ati-warning-customs = TIR, CMR or T1 is needed

# What a draft asks for
ati-ask-customer = The customer was not found by INN: choose one
ati-ask-price = No price in roubles: type it
ati-ask-vat = Choose the VAT
ati-ask-payment = Choose the payment type
ati-ask-time = Point { $point }: type day and time
ati-ask-any-day = The load is always ready: tomorrow was taken
ati-ask-place = Point { $point }: make the address exact
ati-ask-trucks = Trucks wanted: { $trucks }, a draft for each
ati-ask-repeats = A round trip or a repeated one: one bid may not be enough

# Fields of an invitation
ati-field-adr = Class of danger
ati-field-address = Address
ati-field-belt-count = Belts
ati-field-cancellation-date = Answer until
ati-field-car-type = Body
ati-field-car-type-string = Body
ati-field-cargo-here = Cargo here
ati-field-cargo-type-id = Type of cargo
ati-field-cargo-whole = The whole cargo
ati-field-cmr = CMR is needed
ati-field-contact = Contact
ati-field-date = Invited at
ati-field-date-type = Readiness
ati-field-day-of-week = Day of the week
ati-field-deal-kind = Kind of deal
ati-field-diameter = Diameter, m
ati-field-direct-contract = Direct contract
ati-field-distance = Distance, km
ati-field-distance-type = Kind of route
ati-field-dogruz-type = Part load
ati-field-email = Mail
ati-field-end-time = Until
ati-field-extra-phone = Another phone
ati-field-ferries = Ferries
ati-field-fixed-rate = The load names the rate
ati-field-height = Height, m
ati-field-height-highlight = The height matters
ati-field-house-no = House
ati-field-in-fuel = Paid in fuel
ati-field-inn = INN
ati-field-is-defined-by-ttn = Unloaded by the waybill
ati-field-is-round-the-clock = Day and night
ati-field-is-tracking = Tracked with ATI's app for drivers
ati-field-koniki = Bunks
ati-field-krugoreis = Round trip
ati-field-length = Length, m
ati-field-length-highlight = The length matters
ati-field-load-number = Load number
ati-field-loading-logical-operator = Ways to load are meant as
ati-field-loading-type = Loading
ati-field-money-type = Payment
ati-field-note = Note
ati-field-office-no = Office
ati-field-on-unloading = Paid at unloading
ati-field-order-number = Order number
ati-field-organisation = Organisation
ati-field-other-rate = Another rate
ati-field-owner-ati-id = Owner's code on ATI
ati-field-ownership-name = Form of ownership
ati-field-pack-type = Packing
ati-field-packaging-quantity = Packages
ati-field-packaging-type = Packing
ati-field-packaging-type-name = Packing
ati-field-pallet-count = Pallets
ati-field-pay-days = Days to pay
ati-field-payment-source = Terms come from
ati-field-periodicity-id = How often
ati-field-phone = Phone
ati-field-platon-roads-length = On Platon roads, km
ati-field-pnevmohod = Air suspension
ati-field-point-type = Point
ati-field-postcode = Postcode
ati-field-prepay-percent = In advance, %
ati-field-required-capacity = Capacity, t
ati-field-san-passport = Sanitary passport
ati-field-sbor-gruz = Groupage
ati-field-schedule-summary = Schedule
ati-field-start-time = From
ati-field-street-name = Street
ati-field-stsepka = Truck and trailer
ati-field-t1 = T1 is needed
ati-field-taker-ati-id = Invited firm's code on ATI
ati-field-temperature-from = Temperature from, °C
ati-field-temperature-to = Temperature to, °C
ati-field-tir = TIR is needed
ati-field-toll-roads-length = On toll roads, km
ati-field-torg = Bargaining is possible
ati-field-travel-time = Time on the way
ati-field-trucks-quantity = Trucks
ati-field-true-currency-id = Currency of the announced rate
ati-field-true-price = Announced rate
ati-field-unit-rate = Rate a unit
ati-field-unloading-logical-operator = Ways to unload are meant as
ati-field-unloading-type = Unloading
ati-field-volume = Volume, m³
ati-field-weight = Weight, t
ati-field-width = Width, m
ati-field-width-highlight = The width matters
ati-field-window = When
ati-field-zimnik = Winter road

# Currencies
ati-currency-1 = RUB
ati-currency-8 = RUB/km
ati-currency-12 = thousand RUB
ati-currency-13 = RUB/t
ati-currency-19 = RUB/h
ati-currency-20 = RUB/m³
ati-currency-32 = BYN
ati-currency-33 = BYN/t
ati-currency-34 = BYN/km

# Packing
ati-packing-0 = not packed
ati-packing-1 = bulk
ati-packing-2 = boxes
ati-packing-3 = loose
ati-packing-4 = pallets
ati-packing-5 = packs
ati-packing-6 = bags
ati-packing-7 = big bags
ati-packing-8 = crates
ati-packing-9 = sheets
ati-packing-10 = barrels
ati-packing-11 = cans
ati-packing-12 = rolls
ati-packing-13 = pyramid
ati-packing-14 = IBC
ati-packing-15 = coils
ati-packing-16 = drums

# Payment
ati-money-1 = cash
ati-money-22 = any
ati-money-23 = to a card
ati-money-24 = with VAT
ati-money-25 = without VAT

# Loading
ati-loading-1 = top
ati-loading-2 = side
ati-loading-4 = rear
ati-loading-8 = full tarpaulin removal
ati-loading-32 = cross-beams removed
ati-loading-64 = posts removed
ati-loading-128 = without gates
ati-loading-256 = tail-lift
ati-loading-512 = ramps
ati-loading-1024 = lathing
ati-loading-2048 = sides
ati-loading-4096 = from both sides
ati-loading-8192 = bulk liquid
ati-loading-16384 = electric
ati-loading-32768 = hydraulic
ati-loading-65536 = not specified
ati-loading-131072 = pneumatic
ati-loading-262144 = diesel compressor

# Bodies
ati-body-1 = tarpaulin
ati-body-2 = container
ati-body-4 = refrigerator
ati-body-8 = isothermal
ati-body-16 = van
ati-body-32 = minibus
ati-body-64 = all-metal
ati-body-128 = flatbed
ati-body-256 = crane truck
ati-body-512 = low-bed
ati-body-1024 = open top
ati-body-2048 = panel carrier
ati-body-4096 = dump truck
ati-body-8192 = barge trailer
ati-body-100 = container
ati-body-200 = tarpaulin
ati-body-300 = refrigerator
ati-body-400 = isothermal
ati-body-500 = van
ati-body-700 = all-metal
ati-body-1100 = flatbed
ati-body-1200 = dump truck

# Kinds of deal
ati-deal-0 = no order possible
ati-deal-1 = from the search
ati-deal-2 = from an auction
ati-deal-4 = offer of a load
ati-deal-8 = from intercepted trucks
ati-deal-16 = one-sided order
ati-deal-32 = from a counter-offer
ati-deal-64 = by contract

# Readiness of the load
ati-date-type-0 = today or tomorrow
ati-date-type-1 = between the days
ati-date-type-2 = always
ati-date-type-3 = no cargo, a rate is asked for

# How often
ati-periodicity-0 = once
ati-periodicity-1 = daily
ati-periodicity-100 = on working days

# Part loads
ati-part-load-1 = a truck of its own
ati-part-load-2 = part load possible
ati-part-load-3 = part load

# Where terms come from
ati-payment-source-0 = not named
ati-payment-source-1 = a counter-offer
ati-payment-source-2 = an auction
ati-payment-source-3 = the load
ati-payment-source-4 = the offer of the load
ati-payment-source-5 = the offer by contract

# Points
ati-point-type-1 = loading
ati-point-type-2 = unloading
ati-point-type-3 = customs
ati-point-type-4 = large city near loading
ati-point-type-5 = large city near unloading
ati-point-type-8 = drive through
