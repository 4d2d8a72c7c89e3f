//! Where the vendor's file is silent about its own service or contradicted by what is known of it, and what the witness
//! holds instead. Everything that is looser than the file is here, by name and with its source.
//!
//! Sources: the file itself; the integration document (seed 000); the documentation and the traffic that
//! `cargorun-api.md` gathers.

/// The mark of a reference that may be null in an answer.
pub(super) const NULL_IN_ANSWERS: &str = "x-null-in-answers";

/// One departure from the file.
pub(crate) struct Exception {
    pub(crate) name: &'static str,
    pub(crate) why: &'static str,
    pub(super) change: Change,
}

/// How the file is read otherwise.
pub(super) enum Change {
    /// A path has another name besides.
    Alias { path: &'static str, of: &'static str },
    /// A schema has one more property.
    Property { schema: &'static str, property: &'static str, shape: &'static str },
    /// A schema doesn't insist on these.
    Optional { schema: &'static str, properties: &'static [&'static str] },
    /// Answers of a status have this shape; of all methods when none are named.
    Answer { paths: &'static [&'static str], status: &'static str, shape: &'static str },
    /// Properties of these names have a format of their own, wherever they are.
    Format { properties: &'static [&'static str], format: &'static str },
    /// Query parameters of one method do.
    QueryFormat { path: &'static str, parameters: &'static [&'static str], format: &'static str },
    /// A property that refers to a schema and isn't required may be null in an answer.
    NullReferences,
}

/// All of them.
pub(crate) const EXCEPTIONS: &[Exception] = &[
    Exception {
        name: "the list of counterparties by its old name",
        why: "seed 000, chapter 3.6.3, calls /api/CargoOwnerDictionary/GetList; the file knows it as Get",
        change: Change::Alias { path: "/api/CargoOwnerDictionary/GetList", of: "/api/CargoOwnerDictionary/Get" },
    },
    Exception {
        name: "a point names its type",
        why: "GeoJSON does, and the platform's own page sends it; PointEditModel lists coordinates alone (cargorun-api.md, 8)",
        change: Change::Property {
            schema: "PointEditModel",
            property: "type",
            shape: r#"{"type": "string", "enum": ["Point"]}"#,
        },
    },
    Exception {
        name: "a patch holds only what changes",
        why: "the file says of Patch itself: all fields are optional, those given change; seed 000, 3.7.3, says the same. Its \
              schema insists on three enumerations only because they have no null in the service's own language",
        change: Change::Optional {
            schema: "BidPatchModel",
            properties: &["parallelPointBehavior", "forwardingOrderCarChangeBehaviour", "type"],
        },
    },
    Exception {
        name: "plan times are local",
        why: "the file describes them as local at the point's address, without a zone, and types them date-time, which \
              demands one (cargorun-api.md, 8). A zone in them is a mistake",
        change: Change::Format {
            properties: &["planEnterDate", "secondaryPlanEnterDate", "planLeaveDate", "fromPointPlanEnterTime"],
            format: "local-date-time",
        },
    },
    Exception {
        name: "a period of mileage has no zone",
        why: "seed 001, chapter 1: the one method whose dates are written without it",
        change: Change::QueryFormat {
            path: "/api/Car/GetCarMileageForPeriod",
            parameters: &["Start", "End"],
            format: "local-date-time",
        },
    },
    Exception {
        name: "collisions are asked by plan times",
        why: "the parameters are called like the local plan times and typed like absolute ones; nothing tells which they are",
        change: Change::QueryFormat {
            path: "/api/TruckingBids/GetBidCollisions",
            parameters: &["FirstPointPlanEnterDate", "LastPointPlanEnterDate"],
            format: "any-date-time",
        },
    },
    Exception {
        name: "a reference may be null in an answer",
        why: "OpenAPI 3.0 gives a $ref no room for 'nullable', so the file can't say that a bid has no trailer. Requests are held \
              to the letter: they leave the property out",
        change: Change::NullReferences,
    },
    Exception {
        name: "a refusal is a sentence",
        why: "the file gives no shape; the service answers plain text, or its ValidationApiResult (cargorun-api.md, 3)",
        change: Change::Answer {
            paths: &[],
            status: "400",
            shape: r#"{"anyOf": [
                {"type": "string", "minLength": 1},
                {"type": "object", "required": ["errorMessage"],
                 "properties": {"isOk": {"type": "boolean"}, "errorMessage": {"type": "string", "minLength": 1}}}
            ]}"#,
        },
    },
    Exception {
        name: "no token",
        why: "the file gives no shape, no document describes one",
        change: Change::Answer { paths: &[], status: "401", shape: "{}" },
    },
    Exception {
        name: "no right",
        why: "the file gives no shape, no document describes one",
        change: Change::Answer { paths: &[], status: "403", shape: "{}" },
    },
    Exception {
        name: "the server failed",
        why: "seed 000, chapter 1.3, names code 500; the file forgets it",
        change: Change::Answer { paths: &[], status: "500", shape: "{}" },
    },
    Exception {
        name: "too many tokens",
        why: "GenerateToken answers 429 when asked often (cargorun-api.md, 2); the file forgets it",
        change: Change::Answer {
            paths: &["/Account/GenerateToken", "/api/Account/GenerateToken"],
            status: "429",
            shape: "{}",
        },
    },
    Exception {
        name: "a new token",
        why: "the file gives no shape; this much is seen in traffic (cargorun-api.md, 2)",
        change: Change::Answer {
            paths: &["/Account/GenerateToken", "/api/Account/GenerateToken"],
            status: "200",
            shape: r#"{"type": "object", "required": ["accessToken", "currentUser"], "properties": {
                "accessToken": {"type": "object", "required": ["token"], "properties": {"token": {"type": "string", "minLength": 1}}},
                "currentUser": {"type": "object", "required": ["id", "organizationId"], "properties": {
                    "id": {"type": "integer", "format": "int64"}, "organizationId": {"type": "integer", "format": "int64"}}}
            }}"#,
        },
    },
    Exception {
        name: "a refreshed token",
        why: "the file gives no shape, no document describes one; without a token in it there is nothing to go on with",
        change: Change::Answer {
            paths: &["/Account/RefreshToken", "/api/Account/RefreshToken"],
            status: "200",
            shape: r#"{"type": "object", "required": ["accessToken"], "properties": {
                "accessToken": {"type": "object", "required": ["token"], "properties": {"token": {"type": "string", "minLength": 1}}}
            }}"#,
        },
    },
    Exception {
        name: "what was applied has an id",
        why: "the file gives no shape; the id is seen in traffic and promised by seed 000, chapter 2.3 (cargorun-api.md, 5 and 6)",
        change: Change::Answer {
            paths: &[
                "/api/Driver/Apply",
                "/api/Car/Apply",
                "/api/Trailer/Apply",
                "/api/CargoOwnerDictionary/Apply",
                "/api/LegalPersons/Apply",
                "/api/TruckingBids/Apply",
            ],
            status: "200",
            shape: r#"{"type": "object", "required": ["id"], "properties": {
                "id": {"type": "integer", "format": "int64", "minimum": 1}, "isRouteBuilt": {"type": "boolean"}
            }}"#,
        },
    },
    Exception {
        name: "what was done is done",
        why: "the file gives no shape for the success of these methods and no document says what they answer",
        change: Change::Answer {
            paths: &[
                "/Account/LogOff",
                "/api/Account/LogOff",
                "/api/Driver/Delete",
                "/api/Driver/Restore",
                "/api/Car/Delete",
                "/api/Car/Restore",
                "/api/Trailer/Delete",
                "/api/Trailer/Restore",
                "/api/CargoOwnerDictionary/Delete",
                "/api/CargoOwnerDictionary/Restore",
                "/api/LegalPersons/Delete",
                "/api/TruckingBids/Patch",
                "/api/TruckingBids/SetStatus",
                "/api/TruckingBids/Revert",
                "/api/TruckingBids/ForceComplete",
                "/api/TruckingBids/Clone",
                "/api/Bids/Delete",
                "/api/Bids/Cancel",
                "/api/Bids/Restore",
                "/api/Trackers/Attach",
            ],
            status: "200",
            shape: "{}",
        },
    },
];
