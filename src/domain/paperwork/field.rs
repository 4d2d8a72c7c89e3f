//! What a template may ask for. Names are Russian: the papers are, and who changes them reads them.

use crate::domain::book_field::named::named_fields;

named_fields! {
    /// A placeholder of a bid.
    Field

    /// The platform's number of the bid.
    Number = "номер",
    /// Today, `22.11.2026`.
    Today = "сегодня",
    /// Today, `22 ноября 2026 г.`
    TodayInWords = "сегодня.прописью",
    /// First planned moment of the route, day.
    FirstDay = "дата.начала",
    /// Last planned moment of the route, day.
    LastDay = "дата.окончания",
    /// `Казань → Уфа`.
    Route = "маршрут",
    /// Planned kilometres.
    Kilometres = "пробег",
    /// Customer's name.
    Customer = "заказчик",
    /// Customer's taxpayer number.
    CustomerInn = "заказчик.инн",
    /// Customer's registration reason code.
    CustomerKpp = "заказчик.кпп",
    /// Customer's bank.
    CustomerBank = "заказчик.банк",
    /// Customer's BIC.
    CustomerBic = "заказчик.бик",
    /// Customer's account.
    CustomerAccount = "заказчик.счёт",
    /// Customer's correspondent account.
    CustomerCorrespondent = "заказчик.корсчёт",
    /// Customer's contact person.
    CustomerContact = "заказчик.контакт",
    /// Phone of the customer's contact.
    CustomerPhone = "заказчик.телефон",
    /// E-mail of the customer's contact.
    CustomerEmail = "заказчик.почта",
    /// Our organisation.
    Carrier = "перевозчик",
    /// Our taxpayer number.
    CarrierInn = "перевозчик.инн",
    /// Our registration reason code.
    CarrierKpp = "перевозчик.кпп",
    /// Our main state registration number.
    CarrierOgrn = "перевозчик.огрн",
    /// Our address.
    CarrierAddress = "перевозчик.адрес",
    /// Our bank.
    CarrierBank = "перевозчик.банк",
    /// Our BIC.
    CarrierBic = "перевозчик.бик",
    /// Our account.
    CarrierAccount = "перевозчик.счёт",
    /// Our correspondent account.
    CarrierCorrespondent = "перевозчик.корсчёт",
    /// Our phone.
    CarrierPhone = "перевозчик.телефон",
    /// Our e-mail.
    CarrierEmail = "перевозчик.почта",
    /// Position of our manager.
    ManagerPosition = "руководитель.должность",
    /// Our manager: `Петров О. И.`
    Manager = "руководитель",
    /// Our accountant: `Петрова О. И.`
    Accountant = "бухгалтер",
    /// Who is responsible for the bid.
    Responsible = "ответственный",
    /// Price.
    Price = "цена",
    /// Price in words.
    PriceInWords = "цена.прописью",
    /// VAT.
    Vat = "ндс",
    /// Payment type.
    PaymentType = "оплата",
    /// Payment term with how its days are counted.
    PaymentTerm = "срок.оплаты",
    /// Number of the contract.
    Contract = "договор",
    /// Driver's full name.
    Driver = "водитель",
    /// Driver: `Петров О. И.`
    DriverShort = "водитель.кратко",
    /// Driver's phone.
    DriverPhone = "водитель.телефон",
    /// Note on the driver, as the book has it: passports stand there.
    DriverComment = "водитель.примечание",
    /// Second driver's full name.
    SecondDriver = "второй.водитель",
    /// Second driver's phone.
    SecondDriverPhone = "второй.водитель.телефон",
    /// Truck's plate.
    Car = "машина",
    /// Truck's brand.
    CarBrand = "машина.марка",
    /// Truck's type.
    CarType = "машина.тип",
    /// Trailer's plate.
    Trailer = "прицеп",
    /// Trailer's brand.
    TrailerBrand = "прицеп.марка",
    /// Trailer's type.
    TrailerType = "прицеп.тип",
    /// Names of all cargos.
    Cargo = "груз",
    /// Weight of all cargos, tonnes.
    Weight = "вес",
    /// Volume of all cargos, m³.
    Volume = "объём",
    /// Settlement of the first loading.
    From = "откуда",
    /// Address of the first loading.
    FromAddress = "откуда.адрес",
    /// Settlement of the last unloading.
    To = "куда",
    /// Address of the last unloading.
    ToAddress = "куда.адрес",
    /// Plan of the first loading.
    LoadPlan = "загрузка.план",
    /// Plan of the last unloading.
    UnloadPlan = "выгрузка.план",
    /// Who is at the first loading.
    Sender = "грузоотправитель",
    /// Who is at the last unloading.
    Receiver = "грузополучатель",
}

named_fields! {
    /// A placeholder of a point, between `{точки}` and `{/точки}`.
    PointField

    /// Its place in the route, from 1.
    Place = "точка.номер",
    /// What is done there.
    Kind = "точка.вид",
    /// Settlement.
    Settlement = "точка.город",
    /// Address.
    Address = "точка.адрес",
    /// Planned arrival with the end of its window.
    Plan = "точка.план",
    /// Planned arrival: day.
    Day = "точка.дата",
    /// Planned arrival: time.
    Time = "точка.время",
    /// Planned departure.
    Leave = "точка.отъезд",
    /// Whom to call.
    Contact = "точка.контакт",
    /// Their phone.
    Phone = "точка.телефон",
    /// Company at the point.
    Company = "точка.контрагент",
    /// Note for the driver.
    Comment = "точка.комментарий",
}

named_fields! {
    /// A placeholder of a cargo, between `{грузы}` and `{/грузы}`.
    CargoField

    /// Its place, from 1.
    Place = "груз.номер",
    /// Name.
    Name = "груз.название",
    /// Kind of the catalog.
    Kind = "груз.вид",
    /// Weight, tonnes.
    Weight = "груз.вес",
    /// Volume, m³.
    Volume = "груз.объём",
    /// Note.
    Comment = "груз.комментарий",
}

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    /// Of the bid.
    Bid(Field),
    /// Of a point.
    Point(PointField),
    /// Of a cargo.
    Cargo(CargoField),
}

/// What a name stands for, letter case aside; `ё` and `е` are one letter.
pub(super) fn named(name: &str) -> Option<Named> {
    let wanted = folded(name);
    let bid = || Field::ALL.iter().find(|field| folded(field.name()) == wanted).map(|field| Named::Bid(*field));
    let point =
        || PointField::ALL.iter().find(|field| folded(field.name()) == wanted).map(|field| Named::Point(*field));
    let cargo =
        || CargoField::ALL.iter().find(|field| folded(field.name()) == wanted).map(|field| Named::Cargo(*field));
    bid().or_else(point).or_else(cargo)
}

/// The name that a person may have meant by a wrong one: the one that begins alike.
pub(super) fn near(name: &str) -> Option<&'static str> {
    let wanted = folded(name);
    let names = Field::ALL.iter().map(|field| field.name());
    let names = names.chain(PointField::ALL.iter().map(|field| field.name()));
    let names = names.chain(CargoField::ALL.iter().map(|field| field.name()));
    let alike = |known: &str| known.chars().zip(wanted.chars()).take_while(|(a, b)| a == b).count();
    names
        .map(|known| (alike(&folded(known)), known))
        .filter(|(same, _)| *same >= 3)
        .max_by_key(|(same, _)| *same)
        .map(|(_, name)| name)
}

pub(super) fn folded(name: &str) -> String {
    name.trim().to_lowercase().replace('ё', "е")
}
