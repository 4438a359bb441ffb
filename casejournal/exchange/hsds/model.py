"""What HSDS 3.1 says of its objects: their fields, which of them are needed, and which objects stand inside others.

Source: Open Referral, Human Services Data Specification, versions 3.1 to 3.1.3, which have the same objects.
"""

import re
from functools import cache

import msgspec

VERSION = "3.1"
STATUSES = ("active", "inactive", "defunct", "temporarily closed")
_ENUMS = {
    ("service", "status"): STATUSES,
    ("address", "address_type"): ("physical", "postal", "virtual"),
    ("location", "location_type"): ("physical", "postal", "virtual"),
    ("schedule", "wkst"): ("MO", "TU", "WE", "TH", "FR", "SA", "SU"),
    ("schedule", "freq"): ("WEEKLY", "MONTHLY"),
}


class Kind(msgspec.Struct, frozen=True, kw_only=True):
    """One kind of object: a table of the data package."""

    name: str
    path: str
    """Its file in the data package."""
    fields: dict[str, str]
    """The type of each field: string, number, date, time, datetime; uuid, email and uri are strings of a format."""
    required: tuple[str, ...]
    many: dict[str, str] = {}
    """The lists inside it, and the kind of what is in them."""
    one: dict[str, str] = {}
    """The objects inside it, and their kinds."""


_ABOUT_ALL = "attributes[attribute] metadata[metadata]"
_TABLES = f"""
organization organizations.csv id!uuid name! alternate_name description! email:email website:uri tax_status tax_id
    year_incorporated:number legal_status logo uri:uri parent_organization_id:uuid additional_websites[url]
    funding[funding] contacts[contact] phones[phone] locations[location] programs[program]
    organization_identifiers[organization_identifier] services[service] {_ABOUT_ALL}
program programs.csv id!uuid organization_id:uuid name! alternate_name description! {_ABOUT_ALL}
service services.csv id!uuid organization_id:uuid program_id:uuid name! alternate_name description url:uri email:email
    status! interpretation_services application_process fees_description wait_time fees accreditations
    eligibility_description minimum_age:number maximum_age:number assured_date:date assurer_email:email licenses alert
    last_modified:datetime additional_urls[url] phones[phone] schedules[schedule] service_areas[service_area]
    service_at_locations[service_at_location] languages[language] organization(organization) funding[funding]
    cost_options[cost_option] program(program) required_documents[required_document] contacts[contact]
    capacities[service_capacity] {_ABOUT_ALL}
attribute attributes.csv id!uuid link_id:uuid taxonomy_term_id:uuid link_type link_entity value label
    taxonomy_term(taxonomy_term) metadata[metadata]
service_at_location service_at_location.csv id!uuid service_id:uuid location_id:uuid description
    service_areas[service_area] contacts[contact] phones[phone] schedules[schedule] location(location) {_ABOUT_ALL}
location locations.csv id!uuid location_type! url:uri organization_id:uuid name alternate_name description
    transportation latitude:number longitude:number external_identifier external_identifier_type languages[language]
    addresses[address] contacts[contact] accessibility[accessibility] phones[phone] schedules[schedule] {_ABOUT_ALL}
phone phones.csv id!uuid location_id:uuid service_id:uuid organization_id:uuid contact_id:uuid
    service_at_location_id:uuid number! extension:number type description languages[language] {_ABOUT_ALL}
contact contacts.csv id!uuid organization_id:uuid service_id:uuid service_at_location_id:uuid location_id:uuid name
    title department email:email phones[phone] {_ABOUT_ALL}
address addresses.csv id!uuid location_id:uuid attention address_1! address_2 city! region state_province! postal_code!
    country! address_type! {_ABOUT_ALL}
schedule schedules.csv id!uuid service_id:uuid location_id:uuid service_at_location_id:uuid valid_from:date
    valid_to:date dtstart:date timezone:number until:date count:number wkst freq interval:number byday byweekno
    bymonthday byyearday description opens_at:time closes_at:time schedule_link:uri attending_type notes {_ABOUT_ALL}
funding funding.csv id!uuid organization_id:uuid service_id:uuid source {_ABOUT_ALL}
service_area service_areas.csv id!uuid service_id:uuid service_at_location_id:uuid name description extent extent_type
    uri {_ABOUT_ALL}
required_document required_documents.csv id!uuid service_id:uuid document uri:uri {_ABOUT_ALL}
language languages.csv id!uuid service_id:uuid location_id:uuid phone_id:uuid name code note {_ABOUT_ALL}
accessibility accessibility.csv id!uuid location_id:uuid description details url:uri {_ABOUT_ALL}
cost_option cost_options.csv id!uuid service_id:uuid valid_from:date valid_to:date option currency amount:number
    amount_description {_ABOUT_ALL}
organization_identifier organization_identifiers.csv id!uuid organization_id:uuid identifier_scheme identifier_type!
    identifier! {_ABOUT_ALL}
url url.csv id!uuid label url!uri organization_id:uuid service_id:uuid {_ABOUT_ALL}
service_capacity service_capacity.csv id!uuid service_id:uuid unit_id:uuid available!number maximum:number description
    updated!datetime unit!(unit) {_ABOUT_ALL}
unit units.csv id!uuid name! scheme identifier uri:uri {_ABOUT_ALL}
taxonomy taxonomies.csv id!uuid name! description! uri:uri version metadata[metadata]
taxonomy_term taxonomy_terms.csv id!uuid code name! description! parent_id:uuid taxonomy language taxonomy_id:uuid
    term_uri:uri taxonomy_detail(taxonomy) metadata[metadata]
metadata metadata.csv id!uuid resource_id:uuid resource_type last_action_date!date last_action_type! field_name!
    previous_value! replacement_value! updated_by!
"""
"""A line a kind: its name, its file, its fields (`!` if needed, then the type if it is no plain string), the lists [of]
and the objects (of a kind) inside it, also with `!` if needed.
"""
_FIELD = re.compile(r"(\w+)(!?):?(\w*)")
_INSIDE = re.compile(r"(\w+)(!?)([\[(])(\w+)[\])]")


@cache
def kinds() -> dict[str, Kind]:
    """Every kind of object, by name."""
    lines = re.sub(r"\n\s+", " ", _TABLES).strip().split("\n")
    return {kind.name: kind for kind in map(_kind, lines)}


def _kind(line: str) -> Kind:
    name, path, *words = line.split()
    inside = [found for word in words if (found := _INSIDE.fullmatch(word))]
    plain = [found for word in words if (found := _FIELD.fullmatch(word))]
    return Kind(
        name=name,
        path=path,
        fields={found[1]: found[3] or "string" for found in plain},
        required=tuple(found[1] for found in (*plain, *inside) if found[2]),
        many={found[1]: found[4] for found in inside if found[3] == "["},
        one={found[1]: found[4] for found in inside if found[3] == "("},
    )


def allowed(kind: str, field: str) -> tuple[str, ...]:
    """The values that a field may have; empty if it may have any."""
    return _ENUMS.get((kind, field), ())
