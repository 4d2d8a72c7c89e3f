//! Everything the training server says, in the platform's voice: plain Russian sentences, one to a refusal.
//!
//! No Russian stands anywhere else in the server's code. The desk shows these as they come.

/// Name of the organisation that the server serves.
pub(crate) const ORGANISATION: &str = "Трасса Плюс";

/// The organisation's own kinds of points.
pub(crate) const CUSTOM_POINT_TYPES: [(i64, &str); 2] = [(31, "Таможенный пост"), (32, "Мойка")];

// --- sign-in

pub(crate) fn wrong_password() -> String {
    "Неверный логин или пароль.".to_owned()
}

pub(crate) fn too_many_requests() -> String {
    "Слишком много запросов. Повторите попытку позже.".to_owned()
}

pub(crate) fn server_failed() -> String {
    "Произошла внутренняя ошибка сервера.".to_owned()
}

// --- shapes

pub(crate) fn body_is_too_large() -> String {
    "Слишком большой запрос: допускается не более 10 МБ.".to_owned()
}

pub(crate) fn body_is_no_json(line: usize, column: usize) -> String {
    format!("Тело запроса не является корректным JSON (строка {line}, позиция {column}).")
}

pub(crate) fn body_is_no_object() -> String {
    "Тело запроса должно быть объектом JSON.".to_owned()
}

pub(crate) fn is_required(field: &str) -> String {
    format!("Поле «{field}» обязательно для заполнения.")
}

pub(crate) fn not_an_integer(field: &str) -> String {
    format!("Поле «{field}»: ожидается целое число.")
}

pub(crate) fn not_a_number(field: &str) -> String {
    format!("Поле «{field}»: ожидается число.")
}

pub(crate) fn not_a_text(field: &str) -> String {
    format!("Поле «{field}»: ожидается строка.")
}

pub(crate) fn not_a_flag(field: &str) -> String {
    format!("Поле «{field}»: ожидается true или false.")
}

pub(crate) fn not_a_known_name(field: &str) -> String {
    format!("Поле «{field}»: недопустимое значение.")
}

pub(crate) fn not_a_date(field: &str) -> String {
    format!("Поле «{field}»: ожидаются дата и время.")
}

pub(crate) fn not_an_object(field: &str) -> String {
    format!("Поле «{field}»: ожидается объект.")
}

pub(crate) fn not_a_list(field: &str) -> String {
    format!("Поле «{field}»: ожидается список.")
}

pub(crate) fn too_long(field: &str, limit: usize) -> String {
    format!("Поле «{field}»: не более {limit} символов.")
}

pub(crate) fn below_zero(field: &str) -> String {
    format!("Поле «{field}»: значение не может быть отрицательным.")
}

// --- references

pub(crate) fn unknown_id(field: &str, id: i64) -> String {
    format!("Поле «{field}»: запись с идентификатором {id} не найдена.")
}

pub(crate) fn reference_is_deleted(field: &str, id: i64) -> String {
    format!("Поле «{field}»: запись с идентификатором {id} удалена.")
}

pub(crate) fn record_not_found(id: i64) -> String {
    format!("Запись с идентификатором {id} не найдена.")
}

pub(crate) fn record_is_deleted(id: i64) -> String {
    format!("Запись с идентификатором {id} удалена.")
}

pub(crate) fn record_is_not_deleted(id: i64) -> String {
    format!("Запись с идентификатором {id} не удалена.")
}

// --- books

pub(crate) fn phone_format() -> String {
    "Номер телефона должен быть в формате +7XXXXXXXXXX.".to_owned()
}

pub(crate) fn phone_is_taken(phone: &str, driver: &str) -> String {
    format!("Водитель с номером телефона {phone} уже существует: {driver}.")
}

pub(crate) fn plate_format(typed: &str) -> String {
    format!("Некорректный государственный номер: «{typed}».")
}

pub(crate) fn car_plate_is_taken(plate: &str) -> String {
    format!("Машина с номером {plate} уже существует.")
}

pub(crate) fn trailer_plate_is_taken(plate: &str) -> String {
    format!("Прицеп с номером {plate} уже существует.")
}

pub(crate) fn inn_format() -> String {
    "ИНН должен состоять из 10 или 12 цифр.".to_owned()
}

pub(crate) fn driver_is_used(bid: i64) -> String {
    format!("Невозможно удалить водителя: он участвует в активной заявке №{bid}.")
}

pub(crate) fn car_is_used(bid: i64) -> String {
    format!("Невозможно удалить машину: она участвует в активной заявке №{bid}.")
}

pub(crate) fn trailer_is_used(bid: i64) -> String {
    format!("Невозможно удалить прицеп: он участвует в активной заявке №{bid}.")
}

pub(crate) fn counterparty_is_used(bid: i64) -> String {
    format!("Невозможно удалить контрагента: он указан в активной заявке №{bid}.")
}

pub(crate) fn tracker_is_unknown() -> String {
    "Трекер не найден.".to_owned()
}

pub(crate) fn tracker_is_not_named() -> String {
    "Укажите в $filter трекер: trackerId eq <идентификатор>.".to_owned()
}

pub(crate) fn inn_is_taken(inn: &str, organisation: &str) -> String {
    format!("Организация с ИНН {inn} уже существует: {organisation}.")
}

pub(crate) fn main_organisation_stays() -> String {
    "Невозможно удалить основную организацию.".to_owned()
}

pub(crate) fn organisation_is_used(bid: i64) -> String {
    format!("Невозможно удалить организацию: она указана в активной заявке №{bid}.")
}

// --- map and trackers

pub(crate) fn no_address_there() -> String {
    "Адрес по указанным координатам не найден.".to_owned()
}

pub(crate) fn period_is_backwards() -> String {
    "Окончание периода не может быть раньше начала.".to_owned()
}

// --- bids

pub(crate) fn point(number: usize) -> String {
    format!("Точка №{number}")
}

pub(crate) fn too_few_points() -> String {
    "Для заявки необходимо указать не менее двух точек маршрута.".to_owned()
}

pub(crate) fn no_loading() -> String {
    "Для заявки необходимо указать точку загрузки.".to_owned()
}

pub(crate) fn no_unloading() -> String {
    "Для заявки необходимо указать точку выгрузки.".to_owned()
}

pub(crate) fn address_is_missing(place: &str) -> String {
    format!("{place}: необходимо указать адрес и населённый пункт.")
}

pub(crate) fn coordinates_are_missing(place: &str) -> String {
    format!("{place}: необходимо указать координаты.")
}

pub(crate) fn coordinates_are_wrong(place: &str) -> String {
    format!("{place}: указаны некорректные координаты.")
}

pub(crate) fn plan_is_missing(place: &str) -> String {
    format!("{place}: необходимо указать плановые дату и время прибытия.")
}

pub(crate) fn plan_is_backwards(place: &str) -> String {
    format!("{place}: окончание интервала и убытие не могут быть раньше прибытия.")
}

pub(crate) fn points_out_of_order(before: usize, after: usize) -> String {
    format!("Плановое прибытие в точку №{after} должно быть позже прибытия в точку №{before}.")
}

pub(crate) fn drivers_are_the_same() -> String {
    "Основной и второй водитель должны быть разными.".to_owned()
}

pub(crate) fn minimal_set(field: &str) -> String {
    let what = match field {
        "paymentTypeId" => "тип оплаты",
        "ndsTypeId" => "тип НДС",
        "price" => "фиксированная цена больше нуля",
        "driver" => "водитель",
        "carOption" => "автомобиль",
        "cargos.name" => "наименование груза",
        "cargos.typeId" => "тип груза",
        other => other,
    };
    format!("Не заполнен минимальный набор полей заявки: {what}.")
}

pub(crate) fn car_is_busy(bid: i64) -> String {
    format!("Машина уже занята в заявке №{bid}: плановые даты заявок пересекаются.")
}

pub(crate) fn driver_is_busy(bid: i64) -> String {
    format!("Водитель уже занят в заявке №{bid}: плановые даты заявок пересекаются.")
}

pub(crate) fn bid_not_found(bid: i64) -> String {
    format!("Заявка №{bid} не найдена.")
}

pub(crate) fn bid_is_deleted(bid: i64) -> String {
    format!("Заявка №{bid} удалена.")
}

pub(crate) fn bid_is_not_deleted(bid: i64) -> String {
    format!("Заявка №{bid} не удалена.")
}

pub(crate) fn only_start_is_set() -> String {
    "Этим методом заявку можно только запустить: укажите статус Started.".to_owned()
}

pub(crate) fn bid_cannot_start(bid: i64) -> String {
    format!("Заявку №{bid} нельзя запустить: она уже запущена, выполнена или отменена.")
}

pub(crate) fn bid_is_a_draft(bid: i64) -> String {
    format!("Заявка №{bid} уже в статусе «Черновик».")
}

pub(crate) fn bid_cannot_be_cancelled(bid: i64) -> String {
    format!("Заявку №{bid} нельзя отменить: она выполнена или уже отменена.")
}

pub(crate) fn bid_cannot_be_completed(bid: i64) -> String {
    format!("Заявку №{bid} нельзя завершить: завершать можно только заявки в работе.")
}

pub(crate) fn is_in_the_future(field: &str) -> String {
    format!("Поле «{field}»: фактическая дата не может быть в будущем.")
}

pub(crate) fn left_before_entered(field: &str) -> String {
    format!("Поле «{field}»: выезд не может быть раньше въезда.")
}

pub(crate) fn only_drafts_are_deleted(bid: i64) -> String {
    format!("Заявку №{bid} нельзя удалить: удалять можно только заявки в статусе «Черновик».")
}
