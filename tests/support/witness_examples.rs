//! Requests and answers that are right, made by hand from the vendor's file and the documents. The people, plates and numbers
//! in them are invented.

use serde_json::{Value, json};

/// One side of an exchange.
#[derive(Debug, Clone)]
pub(crate) struct Example {
    pub(crate) method: &'static str,
    pub(crate) path: &'static str,
    pub(crate) side: Side,
    pub(crate) body: Value,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Request { query: &'static str },
    Response { status: u16 },
}

fn post(path: &'static str, body: Value) -> Example {
    Example { method: "POST", path, side: Side::Request { query: "" }, body }
}

fn get(path: &'static str, query: &'static str) -> Example {
    Example { method: "GET", path, side: Side::Request { query }, body: Value::Null }
}

fn answer(method: &'static str, path: &'static str, status: u16, body: Value) -> Example {
    Example { method, path, side: Side::Response { status }, body }
}

/// A whole bid: every property that an application may hold and the desk fills in.
pub(crate) fn bid_to_apply() -> Example {
    let body = json!({
        "id": 0, "status": "New", "externalId": "0b6f4f1e-desk-1", "externalUpdatedAt": "2026-11-20T06:00:00Z",
        "paymentTypeId": 3, "ndsTypeId": 7, "price": 120_000.50, "isVatTop": false, "contractNumber": null,
        "carOption": {"carId": 41}, "trailerOption": {"trailerId": 12},
        "driver": {"id": 5}, "secondaryDriverId": null, "cargoOwnerDictionaryItemId": 77, "legalPersonId": 1,
        "isEmptyMileageBid": false, "isExpressBid": false, "isPreBid": false, "showDraftInPlanning": true,
        "createDocumentAssignment": false, "parallelPointBehavior": "Update",
        "cargos": [{"id": 0, "name": "Доска обрезная", "weight": 20, "typeId": 11, "comment": ""}],
        "bidPoints": [point_to_apply(1, "LoadPoint", "2026-12-01T10:00:00"), point_to_apply(2, "UnloadPoint", "2026-12-03T09:30:00")],
    });
    post("/api/TruckingBids/Apply", body)
}

fn point_to_apply(order: u32, kind: &str, plan: &str) -> Value {
    json!({
        "id": 0, "order": order, "type": kind, "planEnterDate": plan, "comment": null,
        "geozone": {
            "id": 0, "type": "BidPoint", "city": "Омск", "address": "Омск, улица Примерная, 1", "state": "Омская область",
            "federalDistrict": "Сибирский федеральный округ", "radius": 500,
            "location": {"type": "Point", "coordinates": [73.368, 54.99]},
        },
        "contactPerson": {"id": 0, "name": "Кладовщик", "phoneNumber": "+79990000001"},
    })
}

/// A row of `GetListForExternal`.
pub(crate) fn bid_row() -> Value {
    serde_json::from_str(BID_ROW).unwrap_or_default()
}

const BID_ROW: &str = r#"{
    "id": 901, "price": 120000.50, "status": "Done", "sourceType": "Web", "externalUpdatedAt": null,
    "createdAt": "2026-11-20T09:00:00+03:00", "updatedAt": "2026-12-03T12:00:00.1234567Z", "createdById": 1,
    "paymentTypeId": 3, "ndsTypeId": 7, "isVatTop": false, "counterpartyId": 77, "legalPerson": {"id": 1}, "driverId": 5,
    "car": {"id": 41, "number": "А123ВС/45", "typeId": 9}, "trailer": null, "estimation": null,
    "bidPointLoadUnloadStatus": "Unloaded", "planMileage": 640000, "factMileage": 655120.5,
    "planEmptyMileageBefore": 0, "factEmptyMileageBefore": 0, "factEmptyMileageFromStartPoint": 0,
    "factEmptyOdometerMileageBefore": 0, "factEmptyOdometerMileageFromStartPoint": 0,
    "hasFactoring": false, "isEmptyMileageBid": false, "isInternational": false, "hasItemsChange": false,
    "isDeleted": false, "createDocumentAssignment": false, "hasServicePoints": false, "isPreBid": false,
    "cargos": [{"id": 1, "name": "Доска обрезная", "weight": 20, "unitOfMeasure": "Tonne"}],
    "bidPoints": [{
        "id": 5001, "order": 1, "type": "LoadPoint", "createdById": 1, "planEnterDate": "2026-12-01T10:00:00",
        "planEnterDateOffset": "2026-12-01T10:00:00+06:00", "autoEnteredAt": "2026-12-01T03:55:00Z", "autoLeavedAt": null,
        "geozone": {"id": 700, "type": "BidPoint", "location": {"type": "Point", "coordinates": [73.368, 54.99]}}
    }]
}"#;

fn driver_row() -> Value {
    json!({
        "id": 5, "isOnline": false, "isDeleted": false, "isSmsSent": true, "isActive": true, "isMessengerActive": false,
        "user": {"id": 15, "phoneNumber": "+79990000002", "fullName": "Примеров Пример", "firstName": "Пример", "lastName": "Примеров"},
        "resourceInactivityInfo": null, "password": "0000",
    })
}

fn catalog() -> Value {
    json!({
        "id": 2, "type": "CargoType", "propertyName": "CargoType", "displayName": "Тип груза", "flags": "None", "intFlags": 0,
        "version": "3f2504e0-4f89-41d3-9a0c-0305e82c3301", "entityOptions": [],
        "items": [{"id": 11, "displayName": "Лес", "propertyName": null, "isDeleted": false, "itemEntityOptions": null}],
    })
}

/// All the examples.
pub(crate) fn right() -> Vec<Example> {
    let token = json!({"accessToken": {"token": "t", "expiresIn": 1800}, "refreshToken": "r", "currentUser": {"id": 1, "organizationId": 2}});
    let mut all = requests();
    all.extend([
        answer("POST", "/Account/GenerateToken", 200, token.clone()),
        answer("POST", "/api/Account/GenerateToken", 429, Value::Null),
        answer("POST", "/api/Account/RefreshToken", 200, token),
        answer("POST", "/api/Driver/Apply", 200, json!({"id": 5})),
        answer("POST", "/api/TruckingBids/Apply", 200, json!({"id": 901, "isRouteBuilt": true})),
        answer("POST", "/api/TruckingBids/Apply", 400, json!("Для заявки необходимо указать не менее двух точек маршрута.")),
        answer("POST", "/api/TruckingBids/Apply", 400, json!({"isOk": false, "errorMessage": "Водитель занят."})),
        answer("POST", "/api/Bids/Cancel", 200, Value::Null),
        answer("GET", "/api/bids/GetListForExternal", 200, json!([bid_row()])),
        answer("GET", "/api/bids/GetListForExternal", 401, Value::Null),
        answer("GET", "/api/bids/GetListForExternal", 403, Value::Null),
        answer("GET", "/api/bids/GetListForExternal", 500, json!("")),
        answer("GET", "/api/Driver/GetList", 200, json!([driver_row()])),
        answer("GET", "/api/Catalogs/Get", 200, json!([catalog()])),
        answer("GET", "/api/CargoOwnerDictionary/GetList", 200, json!([])),
        answer(
            "GET",
            "/api/TruckingBids/GetBidCollisions",
            200,
            json!({"collisionBidIds": [901], "collisionEmptyMileageBidId": null, "approvingServiceWorkLogistTaskIds": []}),
        ),
    ]);
    all
}

fn organisation_to_apply() -> Example {
    post(
        "/api/LegalPersons/Apply",
        json!({
            "id": 0, "name": "ООО «Пример»", "phoneNumber": "+79990000003", "email": "office@example.org",
            "inn": "9999000013", "kpp": "999901001", "settlementAccount": null, "correspondentAccount": null,
            "bankName": null, "bankId": null, "management": {"position": "Директор", "lastName": "Примеров"},
            "accountant": {"lastName": null}, "paymentTypeId": 3, "ndsTypeId": null,
        }),
    )
}

fn requests() -> Vec<Example> {
    vec![
        post("/Account/GenerateToken", json!({"userName": "dispatcher@example.org", "password": "x"})),
        post("/api/Account/RefreshToken", json!({"accessToken": "t", "refreshToken": "r"})),
        bid_to_apply(),
        post("/api/TruckingBids/Patch", json!({"id": 901, "driverId": 6, "price": 125_000})),
        post(
            "/api/TruckingBids/Patch",
            json!({"id": 901, "parallelPointBehavior": "Update", "forwardingOrderCarChangeBehaviour": "Update", "type": "Private"}),
        ),
        post("/api/TruckingBids/SetStatus", json!({"id": 901, "bidId": 901, "status": "Started"})),
        post("/api/truckingbids/revert", json!({"bidId": 901})),
        post("/api/Bids/Restore", json!({"id": 901})),
        post(
            "/api/Driver/Apply",
            json!({
                "id": 0, "firstName": "Пример", "lastName": "Примеров", "phoneNumber": "+79990000002", "isDeleted": false,
                "comment": null, "needsUrgentShiftChange": false,
            }),
        ),
        post("/api/Driver/Restore", json!({"id": 5})),
        post("/api/Car/Restore", json!({"id": 41})),
        post("/api/Trailer/Restore", json!({"id": 12})),
        post("/api/CargoOwnerDictionary/Restore", json!({"id": 77})),
        organisation_to_apply(),
        post("/api/LegalPersons/Delete", json!({"id": 1})),
        post("/api/Trackers/Attach", json!({"id": 3, "entityId": 41, "type": "Car"})),
        post("/api/Trackers/Attach", json!({"id": 3, "entityId": null, "type": "Trailer"})),
        post("/api/Trackers/Attach", json!({"id": 0, "deviceNumber": "1234567890", "entityId": 41, "type": "Car"})),
        post("/api/Map/GetAddresses", json!({"address": "Омск, Примерная, 1", "count": 5})),
        get("/api/Driver/GetList", "withDeleted=true&checkOnline=True&$top=50&$orderby=id"),
        get(
            "/api/bids/GetListForExternal",
            "%24filter=updatedAt%20ge%202026-11-20T00:00:00Z&$orderBy=updatedAt,id&$count=true",
        ),
        get("/api/bids/get/901", "MainDataOnly=true"),
        get("/api/TruckingBids/Get/901", ""),
        get("/api/cargoownerdictionary/get(77)", ""),
        get("/api/CargoOwnerDictionary/GetList", "$top=50&$skip=50"),
        get("/api/Car/GetForEdit", "id=41"),
        get("/api/car/getcarmileageforperiod", "carid=694385&start=2025-10-31T21:00:00&end=2025-11-17T20:59:59"),
        get(
            "/api/TruckingBids/GetBidCollisions",
            "Id=0&CarId=41&FirstPointPlanEnterDate=2026-12-01T10:00:00&LastPointPlanEnterDate=2026-12-03T09:30:00&IsEmptyMileageBid=false",
        ),
    ]
}
