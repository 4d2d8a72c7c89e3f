//! Bids in and out, on hand-made JSON with every spelling that the platform's documents and traffic show.

mod properties;
mod reading;
mod updating;
mod writing;

use super::read::{self, Model};
use crate::api::cargorun::json::Row;
use crate::api::cargorun::session::References;
use crate::domain::id::{LocalId, RecordKind, RemoteId};
use crate::domain::pulled::PulledBid;

/// Every record of the platform has its derived name here; others are not on the platform yet.
struct ByNumber;

impl References for ByNumber {
    fn local(&self, kind: RecordKind, remote: RemoteId) -> LocalId {
        LocalId::of_remote(kind, remote)
    }

    fn remote(&self, kind: RecordKind, local: &LocalId) -> Option<RemoteId> {
        let number = local.as_str().strip_prefix(kind.prefix())?.strip_prefix('-')?;
        number.parse().ok().map(RemoteId)
    }
}

fn local(kind: RecordKind, number: i64) -> LocalId {
    LocalId::of_remote(kind, RemoteId(number))
}

fn pulled(text: &str, model: Model) -> PulledBid {
    read::bid(Row::read(text).expect("an object"), model, &ByNumber).expect("a bid")
}

/// A bid as `TruckingBids/Get/{id}` answers it, with what this version doesn't know and what is only for reading.
const EDIT: &str = r#"{
  "id": 48213, "paymentTypeId": 41, "ndsTypeId": 1294, "hourlyPrice": null, "price": 120000.10, "priceWithoutVatOnTop": 98360.74,
  "isVatTop": false, "externalId": "0197-ours", "contractNumber": "Д-17", "sourceType": "Web", "paymentPeriodInDays": 14,
  "paymentPeriodType": "InBankingDays", "documents": [{"id": 3, "name": "ТТН", "count": 2}], "organizationId": 9,
  "type": "Private", "counterparty": {"id": 77, "name": "ООО Пример", "hasAccessToBids": false}, "contract": {"id": 5, "isMain": true},
  "isEmptyMileageBid": false, "externalUpdatedAt": null, "legalPersonId": 12, "responsibleId": 36, "salesManagerId": null,
  "createdById": 1, "approvedAt": null, "isCreatedByOperator": false, "isInternational": false, "isExpressBid": false,
  "showDraftInPlanning": true, "status": "New", "driver": {"id": 21, "user": null}, "secondaryDriver": null,
  "trailerOption": {"trailerId": 31, "typeId": 2, "number": "АВ1234/16", "carrying": 20.5},
  "carOption": {"carId": 11},
  "bidPoints": [
    {"id": 502, "order": 1, "type": "UnloadPoint", "createdById": 1, "planEnterDate": "2026-12-02T14:00:00",
     "planEnterDateOffset": "2026-12-02T14:00:00+05:00", "client": null, "comment": null, "hasLogistOrAutoDates": false,
     "geozone": {"id": 902, "city": "Уфа", "address": "Уфа, Сарапульская улица, 35", "radius": 2000, "type": "BidPoint",
                 "location": {"type": "Point", "coordinates": [55.9507846, 54.7017154]}, "coordinates": null},
     "contactPerson": null, "loadOptions": [], "typeOptions": [], "extendedProperties": [], "customPointType": null},
    {"id": 501, "order": 0, "type": "LoadPoint", "createdById": 1, "planEnterDate": "2026-12-01T10:00:00.0000000",
     "planEnterDateOffset": "2026-12-01T10:00:00+03:00", "secondaryPlanEnterDate": "2026-12-01T12:00:00",
     "secondaryPlanEnterDateOffset": "2026-12-01T12:00:00+03:00", "comment": "ворота 3", "intOptions": 4,
     "cargoOwnerDictionaryItemId": 78, "counterpartyPointId": 601, "factEnteredAt": null, "scenarioId": 8,
     "geozone": {"id": 901, "city": "Казань", "address": "Казань, Оренбургский тракт, 5", "radius": 500, "type": "BidPoint",
                 "location": {"type": "Point", "coordinates": [49.1221, 55.7887]}},
     "contactPerson": {"id": 700, "name": "Кладовщик", "phoneNumber": "8 914 000 00 01"}, "loadOptions": [{"id": 4612889}],
     "customPointType": null, "newPointField": {"kept": 1.10}}],
  "cargos": [{"id": 801, "name": "ТНП", "weight": 18.5, "volume": null, "typeId": 712, "packType": "Паллеты", "newCargoField": "x"}],
  "temperatureRegime": null, "extendedProperties": [{"propertyName": "Поле", "value": "1"}], "typeOptions": [{"id": 1, "entityOptionId": 2}],
  "expressBid": null, "emptyMileageBid": null, "isCompoundBid": false, "isHidden": false, "isPreBid": false,
  "createDocumentAssignment": true, "logistTaskSettings": [{"id": 1, "name": "x", "type": "NeedDriverShift", "notificationType": null,
  "commentRequired": false, "isActive": true}], "payment": {"paymentStatus": "NotPaid", "updatedAt": "2026-11-01T00:00:00Z"},
  "forwardingOrder": null, "invoiceTriggerType": null, "accessPermitIds": [4], "version": "7c9e6679-7425-40de-944b-e07fc1f90ae7",
  "isDriverForwarder": true, "clientBidNumber": null}"#;
