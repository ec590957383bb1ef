// @generated from proto/ by `make gen`

mod events;

pub use events::ALL;

pub mod common {
    pub mod v1 {
        include!("mingjing.common.v1.rs");
    }
}

pub mod complaint {
    pub mod v1 {
        include!("mingjing.complaint.v1.rs");
    }
}

pub mod disclosure {
    pub mod v1 {
        include!("mingjing.disclosure.v1.rs");
    }
}

pub mod dispatch {
    pub mod v1 {
        include!("mingjing.dispatch.v1.rs");
    }
}

pub mod evidence {
    pub mod v1 {
        include!("mingjing.evidence.v1.rs");
    }
}

pub mod intake {
    pub mod v1 {
        include!("mingjing.intake.v1.rs");
    }
}

pub mod penalty {
    pub mod v1 {
        include!("mingjing.penalty.v1.rs");
    }
}
