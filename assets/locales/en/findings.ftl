# The minimal set of a bid: what a field is called and what is wrong with it. A whole sentence: "field — problem".

finding-field-payment-type = payment type
finding-field-vat-type = VAT
finding-field-price = price
finding-field-driver = driver
finding-field-car = truck
finding-field-cargo-name = { $row ->
    [1] cargo name
   *[other] cargo { $row }: name
}
finding-field-cargo-type = { $row ->
    [1] cargo type
   *[other] cargo { $row }: type
}
finding-field-points = points
finding-field-point-address = point { $row }: address
finding-field-point-city = point { $row }: town
finding-field-point-coordinates = point { $row }: coordinates
finding-field-point-plan-enter = point { $row }: time
finding-field-point-window = point { $row }: window

finding-missing-payment-type = not chosen
finding-missing-vat-type = not chosen
finding-missing-price = not given
finding-missing-driver = not chosen
finding-missing-car = not chosen
finding-missing-cargo-name = not given
finding-missing-cargo-type = not chosen
finding-missing-address = not given
finding-missing-city = no town: choose a suggestion
finding-missing-coordinates = no coordinates: choose a suggestion
finding-missing-time = not given

finding-not-positive = must be above zero
finding-too-few-points = at least two points are needed
finding-no-load = no loading point
finding-no-unload = no unloading point
finding-out-of-order = earlier than the point before it
finding-not-confirmed = approximate address, must be confirmed
finding-window-backwards = earlier than the arrival
finding-before-pilot = before the pilot start ({ $day }): the trip can't be tracked
finding-before-first-fix = before the tracker's first data ({ $day }): the trip can't be tracked
