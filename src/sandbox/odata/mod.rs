//! The part of OData that the platform's lists speak: `$filter`, `$orderby`, `$top`, `$skip`, `$count`, and as much of
//! `$select` and `$expand` as the integration document writes (chapters 3.2.1, 3.8.1, 4.1).
//!
//! It works on lists of JSON objects and knows nothing of bids, trucks or HTTP.
//!
//! - Options and properties are found without regard to case; strings are compared exactly, character by character.
//! - Numbers are compared exactly, whatever their length. Dates are compared as instants to the nanosecond; a date-time without
//!   a zone counts as UTC.
//! - Expressions: `eq ne gt ge lt le in`, `and or not`, parentheses, `contains startswith endswith tolower toupper trim
//!   length`, `cast(…, Edm.String)`, paths with slashes, `any` and `all`.

#[macro_use]
mod words;

mod check;
mod error;
mod evaluate;
mod expand;
mod expression;
mod filter;
mod lexer;
mod moment;
mod number;
mod options;
mod order;
mod parser;
mod path;
mod row;
#[cfg(test)]
mod tests;

use serde_json::Value;

use self::check::Known;
use self::error::Fault;
pub use self::error::QueryError;
use self::expand::Expansion;
pub use self::filter::Filter;
use self::options::ListOption;
use self::order::Order;
pub use self::row::Row;

/// Query options of a list request, read from the raw query string.
#[derive(Debug, Clone, Default)]
pub struct Query {
    filter: Option<Filter>,
    order: Order,
    top: Option<usize>,
    skip: usize,
    expansions: Vec<Expansion>,
    parameters: Vec<(String, String)>,
}

/// What a query leaves of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// The rows, in order.
    pub rows: Vec<Value>,
    /// How many rows the filter leaves before `$top` and `$skip`: the header `X-MetaCount`.
    pub total: usize,
}

impl Query {
    /// Reads percent-encoded `name=value&…`. Names of options in any case, with or without `$`; the other names are the
    /// method's own parameters, see [`Query::param`]. At most 16 KB.
    ///
    /// # Errors
    /// A sentence that says what is wrong and where.
    pub fn parse(query_string: &str) -> Result<Self, QueryError> {
        let mut query = Self::default();
        let mut given: Vec<ListOption> = Vec::new();
        for (name, value) in options::split(query_string)? {
            let Some(option) = ListOption::of(&name) else {
                if name.starts_with('$') {
                    return Err(QueryError::unsupported(&name));
                }
                query.parameters.push((name, value));
                continue;
            };
            if given.contains(&option) {
                return Err(QueryError::repeated(option));
            }
            given.push(option);
            query.read(option, value.trim()).map_err(|fault| fault.of(option))?;
        }
        Ok(query)
    }

    fn read(&mut self, option: ListOption, value: &str) -> Result<(), Fault> {
        if value.is_empty() {
            return Err(Fault::Empty);
        }
        match option {
            ListOption::Filter => self.filter = Some(Filter::read(value)?),
            ListOption::OrderBy => self.order = Order::parse(value)?,
            ListOption::Expand => self.expansions = expand::parse(value)?,
            ListOption::Select => expand::check_select(value)?,
            ListOption::Top => self.top = Some(count(value)?),
            ListOption::Skip => self.skip = count(value)?,
            // The total is counted with it and without it.
            ListOption::Count => flag(value).map(drop)?,
        }
        Ok(())
    }

    /// A parameter of the method itself, by its name in any case: `withDeleted`, `Id`. The first one, when it is repeated.
    #[must_use]
    pub fn param(&self, name: &str) -> Option<&str> {
        let found = self.parameters.iter().find(|(given, _)| given.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    /// The condition of `$filter`.
    #[must_use]
    pub const fn filter(&self) -> Option<&Filter> {
        self.filter.as_ref()
    }

    /// Filters, sorts and cuts a list of JSON objects; only the rows of the page are cloned.
    ///
    /// A property that is in none of the rows is unknown. With no rows at all every name is accepted.
    ///
    /// # Errors
    /// A sentence, when an expression compares what can't be compared or names an unknown property.
    pub fn apply<R: Row>(&self, rows: impl IntoIterator<Item = R>) -> Result<Page, QueryError> {
        self.apply_checked(rows.into_iter().collect(), None)
    }

    /// As [`Query::apply`], for a list whose properties are known beforehand. `known` is asked by full path as the query
    /// writes it, in any case: `car/id`, and `bidPoints/type` for `bidPoints/any(p:p/type eq 'LoadPoint')`. A property that it names
    /// may be absent from every row; one that it doesn't is refused even when there are no rows.
    ///
    /// # Errors
    /// As [`Query::apply`].
    pub fn apply_with<R: Row>(
        &self,
        rows: impl IntoIterator<Item = R>,
        known: &dyn Fn(&str) -> bool,
    ) -> Result<Page, QueryError> {
        self.apply_checked(rows.into_iter().collect(), Some(known))
    }

    fn apply_checked<R: Row>(&self, mut rows: Vec<R>, known: Option<Known<'_>>) -> Result<Page, QueryError> {
        let all: Vec<&Value> = rows.iter().map(Row::value).collect();
        self.order.check(&all, known).map_err(|fault| fault.of(ListOption::OrderBy))?;
        if let Some(filter) = &self.filter {
            filter.check(&all, known).map_err(|fault| fault.of(ListOption::Filter))?;
            rows = kept(filter, rows).map_err(|fault| fault.of(ListOption::Filter))?;
        }
        let total = rows.len();
        let mut page = self.cut(rows).map_err(|fault| fault.of(ListOption::OrderBy))?;
        let mut holders: Vec<&mut Value> = page.iter_mut().collect();
        expand::narrow(&self.expansions, &mut holders).map_err(|fault| fault.of(ListOption::Expand))?;
        Ok(Page { rows: page, total })
    }

    /// Sorts the rows and takes those of the page.
    fn cut<R: Row>(&self, rows: Vec<R>) -> Result<Vec<Value>, Fault> {
        let wanted = self.top.map_or(rows.len(), |top| top.saturating_add(self.skip).min(rows.len()));
        if self.order.is_empty() {
            return Ok(rows.into_iter().take(wanted).skip(self.skip).map(Row::into_value).collect());
        }
        let places = self.order.first(&rows.iter().map(Row::value).collect::<Vec<_>>(), wanted)?;
        let mut rows: Vec<Option<R>> = rows.into_iter().map(Some).collect();
        let taken = places.into_iter().skip(self.skip).filter_map(|place| rows.get_mut(place)?.take());
        Ok(taken.map(Row::into_value).collect())
    }
}

fn kept<R: Row>(filter: &Filter, rows: Vec<R>) -> Result<Vec<R>, Fault> {
    let mut kept = Vec::new();
    for row in rows {
        if filter.holds(row.value())? {
            kept.push(row);
        }
    }
    Ok(kept)
}

fn count(text: &str) -> Result<usize, Fault> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    // More digits than fit still mean "all of them".
    if digits { Ok(text.parse().unwrap_or(usize::MAX)) } else { Err(Fault::Count { text: text.to_owned() }) }
}

fn flag(text: &str) -> Result<bool, Fault> {
    text.to_lowercase().parse().map_err(|_not_a_flag| Fault::Flag { text: text.to_owned() })
}
