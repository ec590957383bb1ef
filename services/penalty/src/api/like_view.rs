//! How like cases were decided, as callers see it.

use kernel::{Fen, Region};
use penalty_domain::case::Grade;
use penalty_domain::like_cases::{CELL_MIN, Cell, Quartiles};
use penalty_domain::party::PartyKind;
use serde::Serialize;
use utoipa::ToSchema;

/// Count and quartiles of the fines.
#[derive(Debug, Serialize, ToSchema)]
struct QuartilesView {
    count: usize,
    #[schema(value_type = i64)]
    lower_quartile_fen: Fen,
    #[schema(value_type = i64)]
    median_fen: Fen,
    #[schema(value_type = i64)]
    upper_quartile_fen: Fen,
}

/// Like cases (类案) of the city.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct LikeView {
    /// Item of the power list.
    item: String,
    #[schema(value_type = String)]
    grade: Grade,
    #[schema(value_type = String)]
    party_kind: PartyKind,
    /// The city whose decisions are compared.
    region: Region,
    /// The fewest cases that are shown.
    shown_from: usize,
    /// None where there are fewer.
    fines: Option<QuartilesView>,
}

impl LikeView {
    pub(super) fn of(cell: Cell, region: Region, quartiles: Option<Quartiles>) -> Self {
        Self {
            item: cell.item,
            grade: cell.grade,
            party_kind: cell.party,
            region,
            shown_from: CELL_MIN,
            fines: quartiles.map(|found| QuartilesView {
                count: found.count,
                lower_quartile_fen: found.lower,
                median_fen: found.median,
                upper_quartile_fen: found.upper,
            }),
        }
    }
}
