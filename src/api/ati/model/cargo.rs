//! What a load is made of, and what the truck must be.

use crate::api::ati::field::{Flag, Num, Text, record};

record!(
    /// A cargo of a point.
    LoadingCargo {
        /// Its id.
        cargo_id: Num,
        /// Dictionary of names.
        name_id: Num,
        /// Name.
        name: Text,
        /// Dictionary `packTypes`.
        packaging_type: Num,
        /// Packages.
        packaging_quantity: Num,
        /// Tonnes.
        weight: Num,
        /// Cubic metres.
        volume: Num,
        /// Sizes.
        sizes: Size,
        /// Name of the packaging.
        packaging_type_name: Text,
    }
);

record!(
    /// What is unloaded at a point.
    UnloadingCargo {
        /// Of which cargo.
        cargo_id: Num,
        /// Tonnes.
        weight: Num,
        /// Cubic metres.
        volume: Num,
        /// Packages.
        packaging_quantity: Num,
        /// The waybill will say.
        is_defined_by_ttn: Flag,
    }
);

record!(
    /// Sizes in metres.
    Size {
        /// Length.
        length: Num,
        /// Width.
        width: Num,
        /// Height.
        height: Num,
        /// Diameter.
        diameter: Num,
        /// The length matters.
        length_highlight: Flag,
        /// The width matters.
        width_highlight: Flag,
        /// The height matters.
        height_highlight: Flag,
    }
);

record!(
    /// The cargo as a whole.
    Cargo {
        /// Tonnes.
        weight: Num,
        /// Cubic metres.
        volume: Num,
        /// Class of danger, 0–9.
        adr: Num,
        /// Dictionary `cargoTypes`; 59 is "other".
        cargo_type_id: Num,
        /// Name, when the id says nothing.
        cargo_type: Text,
        /// Dictionary `packTypes`.
        pack_type: Num,
        /// Pallets.
        pallet_count: Num,
        /// Belts.
        belt_count: Num,
        /// 1 a truck of its own, 2 and 3 with other cargo.
        dogruz_type: Num,
        /// Groupage.
        sbor_gruz: Flag,
        /// Sizes.
        size: Size,
    }
);

record!(
    /// What the truck must be.
    Transport {
        /// Bits of 64 or an id; the words stand beside it.
        car_type: Num,
        /// The same in words.
        car_type_string: Text,
        /// Bits of ways to load.
        loading_type: Num,
        /// All of them or any.
        loading_logical_operator: Text,
        /// Bits of ways to unload.
        unloading_type: Num,
        /// All of them or any.
        unloading_logical_operator: Text,
        /// How many trucks.
        trucks_quantity: Num,
        /// Lowest temperature, °C.
        temperature_from: Num,
        /// Highest temperature, °C.
        temperature_to: Num,
        /// Truck and trailer.
        stsepka: Flag,
        /// Air suspension.
        pnevmohod: Flag,
        /// Bunks.
        koniki: Flag,
        /// TIR.
        tir: Flag,
        /// CMR.
        cmr: Flag,
        /// T1.
        t1: Flag,
        /// Sanitary passport.
        san_passport: Flag,
        /// To be tracked.
        is_tracking: Flag,
        /// Tonnes that the truck must carry.
        required_capacity: Num,
    }
);
