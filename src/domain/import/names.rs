//! What people call the columns of their tables, in Russian and in English.
//!
//! Names stand without spaces, signs and capitals, `ё` as `е`, `№` as `номер`: [`plain`]. The titles of the desk's own
//! forms and lists are among them, so that what it writes it can read.

use crate::domain::book_field::BookField as F;

/// A name as it is compared.
pub(super) fn plain(title: &str) -> String {
    let mut plain = String::with_capacity(title.len());
    for c in title.chars().flat_map(char::to_lowercase) {
        match c {
            'ё' => plain.push('е'),
            '№' => plain.push_str("номер"),
            c if c.is_alphanumeric() => plain.push(c),
            _ => {}
        }
    }
    plain
}

/// Names of a whole person in one column.
pub(super) const FULL_NAME: &[&str] = &[
    "фамилияимяотчество",
    "фамилияимя",
    "фио",
    "фиоводителя",
    "водитель",
    "полноеимя",
    "fullname",
    "driver",
    "drivername",
    "name",
    "имяводителя",
];

/// Names of the fields. The first book that has the field and the name decides: names may repeat between books, not in
/// one.
pub(super) const FIELDS: &[(F, &[&str])] = &[
    (F::LastName, &["фамилия", "фамилияводителя", "lastname", "familyname", "surname"]),
    (F::FirstName, &["имя", "firstname", "givenname"]),
    (F::Patronymic, &["отчество", "patronymic", "middlename"]),
    (
        F::Phone,
        &[
            "телефон",
            "тел",
            "телефонводителя",
            "номертелефона",
            "мобильный",
            "мобильныйтелефон",
            "сотовый",
            "моб",
            "phone",
            "phonenumber",
            "mobile",
            "mobilephone",
            "tel",
            "telephone",
            "cell",
        ],
    ),
    (
        F::Number,
        &[
            "госномер",
            "гос",
            "номер",
            "гн",
            "грз",
            "рег",
            "регномер",
            "регистрационныйномер",
            "государственныйномер",
            "госномертс",
            "госномерприцепа",
            "госномермашины",
            "номермашины",
            "номертс",
            "номерприцепа",
            "машина",
            "прицеп",
            "тс",
            "автомобиль",
            "гоcномер",
            "plate",
            "plates",
            "platenumber",
            "licenseplate",
            "licenceplate",
            "number",
            "registrationnumber",
            "regnumber",
            "truck",
            "trailer",
            "car",
        ],
    ),
    (
        F::Type,
        &[
            "тип",
            "типтс",
            "типмашины",
            "типприцепа",
            "видкузова",
            "типкузова",
            "type",
            "trucktype",
            "cartype",
            "trailertype",
        ],
    ),
    (F::Brand, &["марка", "маркатс", "маркамашины", "маркаприцепа", "модель", "маркамодель", "make", "brand", "model"]),
    (
        F::Name,
        &[
            "название",
            "наименование",
            "контрагент",
            "организация",
            "клиент",
            "заказчик",
            "поставщик",
            "компания",
            "фирма",
            "юрлицо",
            "юридическоелицо",
            "полноенаименование",
            "краткоенаименование",
            "наименованиеорганизации",
            "наименованиеконтрагента",
            "name",
            "title",
            "company",
            "companyname",
            "counterparty",
            "customer",
            "organisation",
            "organization",
        ],
    ),
    (F::Inn, &["инн", "innномер", "номеринн", "inn", "taxid", "taxnumber", "tin", "taxpayernumber"]),
    (F::Kpp, &["кпп", "kpp"]),
    (F::Status, &["отношения", "статус", "приоритет", "standing", "status"]),
    (F::PaymentType, &["типоплаты", "формаоплаты", "видоплаты", "оплата", "paymenttype", "payment"]),
    (F::VatType, &["ндс", "ставкандс", "vat", "vattype"]),
    (
        F::Comment,
        &["примечание", "комментарий", "заметка", "заметки", "прим", "note", "notes", "comment", "comments", "remark"],
    ),
    (F::ShiftComment, &["почемунужнапересменка", "причинапересменки", "whyachangeofshiftisneeded", "shiftcomment"]),
    (F::UrgentShift, &["срочнонужнапересменка", "нужнапересменка", "urgentchangeofshift", "urgentshift"]),
    (
        F::MaintenanceComment,
        &["чточинитьилиобслужить", "причинаремонта", "whattorepairorservice", "maintenancecomment"],
    ),
    (
        F::UrgentMaintenance,
        &["срочнонуженремонтилито", "нуженремонт", "urgentrepairormaintenance", "urgentmaintenance"],
    ),
    (F::Logist, &["логист", "диспетчер", "ответственныйлогист", "dispatcher", "logist", "logistician"]),
    (F::MechanicName, &["механик", "фиомеханика", "mechanic", "mechanicname"]),
    (F::MechanicPhone, &["телефонмеханика", "телмеханика", "mechanicsphone", "mechanicphone"]),
    (F::DispatcherName, &["диспетчерколонны", "columndispatcher", "dispatchername"]),
    (F::DispatcherPhone, &["телефондиспетчера", "телдиспетчера", "dispatchersphone", "dispatcherphone"]),
    (F::WinterFuel, &["расходзимой", "зимнийрасход", "расходтопливазимой", "winterconsumption", "winterfuel"]),
    (F::SummerFuel, &["расходлетом", "летнийрасход", "расходтопливалетом", "summerconsumption", "summerfuel"]),
    (F::RefuelingList, &["участвуетвпланированиизаправок", "takespartinplanningofrefuelling", "refuelinglist"]),
    (F::TrailerDriver, &["водительприцепа", "driverofthetrailer", "trailerdriver"]),
    (F::Carrying, &["грузоподъемность", "тоннаж", "гп", "carryingcapacity", "carrying", "capacity", "payload"]),
    (F::Volume, &["объем", "кубатура", "volume"]),
    (F::Length, &["длина", "length"]),
    (F::Height, &["высота", "height"]),
    (F::Width, &["ширина", "width"]),
    (F::Containers, &["отсеков", "отсеки", "числоотсеков", "compartments", "containers"]),
    (F::GrossWeight, &["массабрутто", "полнаямасса", "grossmass", "grossweight"]),
    (F::CurbWeight, &["снаряженнаямасса", "массабезнагрузки", "curbmass", "curbweight"]),
    (F::AxleLoad, &["нагрузканаось", "axleload"]),
    (F::FifthWheelLoad, &["нагрузканассу", "fifthwheelload"]),
    (F::AxesDistance, &["междуосями", "расстояниемеждуосями", "betweenaxles", "axesdistance"]),
    (F::WheelBase, &["колеснаябаза", "wheelbase"]),
    (F::WheelFormula, &["колеснаяформула", "wheelformula"]),
    (F::Wheels, &["описаниеколес", "колеса", "wheels"]),
    (F::ContactLastName, &["фамилияконтакта", "contactsfamilyname", "contactlastname"]),
    (F::ContactFirstName, &["имяконтакта", "contactsfirstname", "contactfirstname"]),
    (F::ContactPatronymic, &["отчествоконтакта", "contactspatronymic", "contactpatronymic"]),
    (
        F::ContactPhone,
        &["телефонконтакта", "контактныйтелефон", "телефон", "тел", "contactsphone", "contactphone", "phone"],
    ),
    (F::ContactEmail, &["почтаконтакта", "почта", "email", "электроннаяпочта", "contactsemail", "contactemail"]),
    (F::CompanyPhone, &["телефонорганизации", "телефон", "тел", "organisationsphone", "companyphone", "phone"]),
    (F::Email, &["почта", "электроннаяпочта", "email"]),
    (F::BankName, &["названиебанка", "банк", "наименованиебанка", "bank", "bankname"]),
    (F::Bic, &["бик", "бикбанка", "bic", "bik"]),
    (
        F::Account,
        &["расчетныйсчет", "рс", "счет", "номерсчета", "рсчет", "settlementaccount", "account", "bankaccount"],
    ),
    (F::CorrespondentAccount, &["корреспондентскийсчет", "корсчет", "кс", "корсчетбанка", "correspondentaccount"]),
    (F::DriversNote, &["примечаниедляводителей", "памяткаводителю", "notefordrivers", "driversnote"]),
    (F::StrictOffset, &["учитыватьпосещениявпределах", "visitscountwithin", "strictoffsethours"]),
    (F::Insolvent, &["неплатежеспособен", "insolvent"]),
    (F::InsolvencyComment, &["почемунеплатежеспособен", "whyinsolvent", "insolvencycomment"]),
    (F::ManagerPosition, &["должностьруководителя", "managersposition", "managerposition"]),
    (F::ManagerLastName, &["фамилияруководителя", "managersfamilyname", "managerlastname"]),
    (F::ManagerFirstName, &["имяруководителя", "managersfirstname", "managerfirstname"]),
    (F::ManagerPatronymic, &["отчестворуководителя", "managerspatronymic", "managerpatronymic"]),
    (F::AccountantLastName, &["фамилиябухгалтера", "accountantsfamilyname", "accountantlastname"]),
    (F::AccountantFirstName, &["имябухгалтера", "accountantsfirstname", "accountantfirstname"]),
    (F::AccountantPatronymic, &["отчествобухгалтера", "accountantspatronymic", "accountantpatronymic"]),
];

/// Words for yes.
pub(super) const YES: &[&str] = &["да", "yes", "true", "истина", "1", "есть", "y", "д", "x", "х"];
/// Words for no.
pub(super) const NO: &[&str] = &["нет", "no", "false", "ложь", "0", "n", "н"];

/// Words for the standings of a counterparty, in the order of `CounterpartyStatus::ALL`.
pub(super) const STANDINGS: [&[&str]; 3] = [
    &["none", "обычный", "обычные", "обычная", "нет", "ordinary", "normal"],
    &["priority", "приоритетный", "приоритетные", "приоритетная", "приоритет"],
    &["suspended", "приостановлен", "приостановлены", "приостановлена", "заблокирован"],
];
