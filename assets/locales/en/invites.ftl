# Invitations of ATI.SU: inbox, card, draft
screen-invites = Invitations
action-show-invite = Show it
invites-title = ATI.SU invitations
invites-list-name = List of invitations
invites-new-count = { $n ->
    [one] { $n } new invitation
   *[other] { $n } new invitations
}
invites-search = Route, firm, cargo, number
invites-fetch = Check now
invites-open-settings = ATI.SU settings
invites-set-up = Set up
invites-side = Side
invites-received = Received
invites-sent = Sent
invites-all = All
invites-states-new = New
invites-states-seen = Seen
invites-states-drafted = Became bids
invites-states-declined = Declined here
invites-states-expired = Expired
invites-states-withdrawn = Withdrawn
invites-loading-title = Reading invitations…
invites-loading-hint = This takes a moment.
invites-empty-title = No invitations yet
invites-empty-setup = Invitations come through a receiver, a small server with an https address. Enter its address and token in the settings, then subscribe.
invites-empty-hint = When somebody offers you a load on ATI.SU, the invitation appears here by itself, with its countdown.
invites-nothing-hint = No invitation fits the filter and the search.

# The receiver
invites-post-no-receiver = No receiver is set: invitations do not come.
invites-post-no-token = No token of the receiver: enter it in the settings.
invites-post-needs-keys = The receiver waits for the keys of subscriptions and takes nothing in: subscribe in the settings.
invites-post-listening = The receiver answers, asked { $at }
invites-no-token = No token of ATI.SU: enter it in the settings.
invites-no-receiver = No receiver is set or its token is missing: there is nothing to subscribe.
invites-missed-came = Missed events: { $events }, invitations changed: { $count }

# News
invites-news-came = { $count ->
    [one] New invitation: { $routes }
   *[other] { $count } new invitations: { $routes }
}
invites-news-withdrawn = { $count ->
    [one] An invitation with a bid was withdrawn: { $routes }
   *[other] { $count } invitations with bids were withdrawn: { $routes }
}

# Columns
invites-column-state = State
invites-column-left = Left
invites-column-route = Route
invites-column-loading = Loading
invites-column-km = Km
invites-column-price = Rate
invites-column-per-km = ₽/km
invites-column-from = From
invites-column-to = To
invites-left = { $left } left
invites-left-days = { $a } d { $b } h
invites-left-hours = { $a } h { $b } min

# Card
invites-draft = Make a draft
invites-draft-of = Draft, truck { $truck } of { $trucks }
invites-open-bid = Open the bid
invites-bid-of = Bid of truck { $truck }
invites-answer = Answer on ATI.SU
invites-decline = Decline here
invites-take-back = Take it back
invites-decline-about = A mark for ourselves: ATI.SU is not told. The owner of the load is answered on ATI.SU.
invites-warnings = Note
invites-map = Map of the route: { $route }
invites-sent-about = Of an invitation that was sent, ATI.SU tells only the number of the load, without a route.
invites-section-way = Way
invites-section-money = Money
invites-section-cargo = Cargo and truck
invites-section-invitation = Invitation
invites-section-said = What else it says
invites-distance = Distance
invites-by-roads = by our roads ≈ { $km } km
invites-platon = Platon roads
invites-toll = Toll roads
invites-empty-run = Empty run
invites-truck-free = { $truck }, free, stands at { $place }
invites-truck-free-from = { $truck }, free from { $at }, will stand at { $place }
invites-no-truck = no free truck can be there in time
invites-rate = Rate
invites-price = Price of the bid
invites-per-km = { $price } ₽/km
invites-pay = Payment
invites-cargo = Cargo
invites-body = Body
invites-number = Load number
invites-deal = Kind of deal
invites-tracking = Tracking
invites-sent-at = Sent
invites-cancels-at = Answer until

# The draft beside the invitation
invites-draft-title = Draft bid of an invitation
invites-truck-of = truck { $truck } of { $trucks }
invites-draft-save = Save the draft
invites-draft-edit = Save and open the form
invites-draft-cancel = Cancel
invites-draft-preparing = Preparing the draft…
invites-draft-saved = The draft is saved
invites-invitation-side = Invitation
invites-draft-side = The bid that it becomes
invites-customer = Customer
invites-customer-hint = Name or taxpayer number
invites-owner = Owner of the load on ATI.SU: { $owner }
invites-nothing-to-ask = All is clear: it can be saved
invites-to-ask = To be decided
invites-geocoding = Looking up addresses without coordinates…
invites-geocoded = Point { $point }: the address was found, { $address }
invites-comments = Went into comments
invites-comment-of-point = Point { $point }
invites-comment-of-cargo = Cargo

# Settings
settings-section-ati = ATI.SU
settings-section-ati-subscriptions = Subscriptions of ATI.SU
settings-section-ati-drafts = Drafts of invitations
settings-section-ati-customs = What ATI.SU does not document
settings-ati-training = On a training server the receiver runs in the program itself and the subscriptions are made: there is nothing to set up.
settings-ati-about = ATI.SU sends invitations to an https address that can be seen from the internet. “cargorun-desk receive” works there, and this program fetches events from it.
settings-ati-customs-about = These values are not from official pages. Change them only when ATI.SU answers otherwise.
settings-ati-receiver = Address of the receiver
settings-ati-receiver-hint = https://desk.example.com
settings-ati-interval = Ask the receiver every
settings-ati-receiver-token = Token of the receiver
settings-ati-token = Token of ATI.SU
settings-ati-keys = Keys of subscriptions
settings-ati-secret-known = known; a new one replaces it
settings-ati-secret-none = not set
settings-ati-code = Our code on ATI.SU
settings-ati-code-hint = 12345
settings-ati-subscriptions = Subscriptions
settings-ati-subscribe = Subscribe
settings-ati-refresh = Read them
settings-ati-asking = Asking ATI.SU…
settings-ati-none = No subscriptions: press “Subscribe”
settings-ati-ours = to our receiver
settings-ati-foreign = to another address
settings-ati-unsubscribe = Delete the subscription
settings-ati-state-created = created
settings-ati-state-verification = being verified
settings-ati-state-active = works
settings-ati-state-removed = removed
settings-ati-state-deactivated = switched off: the receiver did not answer for long
settings-ati-missed = Missed events of
settings-ati-missed-ask = Ask for them
settings-ati-vat-on-top = A rate “with VAT” is a price before it
settings-ati-vat-with = VAT of rates with VAT
settings-ati-vat-without = VAT of rates without VAT
settings-ati-pay-with = Payment of rates with VAT
settings-ati-pay-without = Payment of rates without VAT
settings-ati-pay-cash = Payment in cash
settings-ati-pay-card = Payment to a card
settings-ati-item-hint = found by its name
settings-ati-card-hint = asked
settings-ati-pay-days = Days of payment
settings-ati-banking = banking
settings-ati-calendar = calendar
settings-ati-weights = Weights are kilograms
settings-ati-lengths = Distances are metres
settings-ati-dates = Dates are UTC
settings-ati-api = Address of the API
settings-ati-address-hint = https://…
settings-ati-open = Page of a load
settings-ati-open-hint = https://…, {"{load}"} is the load
settings-ati-topic-received = Topic of received ones
settings-ati-topic-sent = Topic of sent ones
settings-ati-topic-hint = orders.invites
settings-ati-kind = Kind of subscription
settings-ati-kind-hint = normal
settings-ati-webhooks = Path of subscriptions
settings-ati-cities = Path of cities
settings-ati-firm = Path of a firm's requisites
settings-ati-cargo-types = Path of cargo types
settings-ati-path-hint = /path
settings-ati-wrong = This can't be: an address begins with https://, a path with a slash
settings-notice-invites = Invitations of ATI.SU: new and withdrawn
settings-notice-invites-sound = Sound of a new invitation
