"""Every column name once: name | kind | description | tag.

Kinds: s text, i whole number, d decimal, f float, t time, D date, b yes or no, j nested. Tags: the kind of personal data.
"""

from . import rows

DICTIONARY = {name: (kind, text, tag) for name, kind, text, tag in rows("""
order_id | i | Number of the order, as printed on the receipt
order_line_id | i | Number of the line inside the order
order_status | s | placed, paid, picked, shipped, delivered, cancelled
order_total | d | What the customer pays in the end, with tax and shipping
order_total_cents | i | Amount in the smallest unit of the currency
net_amount | d | Without tax, after discounts
gross_amount | d | With tax, before discounts
discount_amount | d | All discounts of the line or order together
tax_amount | d | Value added tax
shipping_amount | d | What we charge for shipping; zero above 80 euro
currency_code | s | ISO 4217, three letters
exchange_rate | f | Units of the currency for one euro on that day
quantity | i | Number of pieces
unit_price | d | Price of one piece at that moment
channel | s | web, app, basecamp or phone
placed_at | t | When the customer pressed the button, UTC
paid_at | t | When the provider said yes
shipped_at | t |
delivered_at | t | Scan at the door; empty while the parcel is under way
cancelled_at | t |
created_at | t | When the record was written first
updated_at | t | When the record was last touched
loaded_at | t | When the row came into the lake or the warehouse
event_time | t | When it happened, by the clock of the device
event_id | s | Unique id of the event, a UUID
event_type | s | What kind of event it is
payload | j | The event as sent, unparsed
ingest_date | D | Day of loading; the partition
customer_id | i | Our number for the customer; not the member number
customer_key | s | Hash of the customer number; use it wherever a join is all you need
customer_email | s | E-mail address given at checkout | PII.Email
customer_name | s | First and last name | PII.Name
first_name | s | | PII.Name
last_name | s | | PII.Name
email_address | s | E-mail address | PII.Email
phone_number | s | With country code, as typed | PII.Phone
birth_date | D | Only if the person told us | PII.Birthdate
street_address | s | Street and house number | PII.Address
postal_code | s | Postal code of the address | PII.Address
city | s | City as typed, not normalised
country_code | s | ISO 3166, two letters
language_code | s | Language of the person or page
member_id | i | Trailhead number on the card
tier | s | Valley, Ridge or Summit
points_balance | i | Trail points that can be spent today
points_delta | i | Points gained or spent, negative when spent
joined_on | D | First day as a member
left_on | D | Last day; empty for members
reward_code | s | Code of the reward taken
consent_purpose | s | newsletter, profiling, partners or research
consent_given | b | True only for an explicit yes
consent_at | t | When the yes or no was given
customer_segment | s | Segment from the yearly segmentation
lifetime_value | d | Expected margin of the next five years, euro
churn_risk | f | Probability to lapse within six months, 0 to 1
first_order_at | t | First order ever, any channel
last_order_at | t | Most recent order
orders_365d | i | Orders in the last 365 days
basecamp_id | s | Code of the store, e.g. OSL-02
basecamp_name | s | Name on the door
region | s | Sales region: Nordics, Alps, Isles, Lowlands, Iberia, Overseas
opened_on | D | Opening day
floor_area_sqm | i | Sales floor in square metres
till_id | s | Number of the till
receipt_id | s | Number of the paper or mail receipt
cashier_id | s | Staff number of the cashier | PII.Employee
tender_type | s | card, cash, gift card, points
footfall_count | i | People through the door
weather_code | s | WMO weather code of the hour
basket_id | s | Id of the basket; lives 30 days
session_id | s | Id of the visit
device_id | s | Random id in a first-party cookie; empty without consent | PII.Device
device_type | s | phone, tablet, desktop, app
page_url | s | Page without its query string
page_type | s | home, list, article, basket, checkout, guide
referrer_host | s | Where the visit came from
user_agent | s | As sent by the browser
ip_address | s | Truncated to /24 before it is stored | PII.Device
search_text | s | What was typed into the search box
result_count | i | Number of results shown
experiment_id | s | Running test
experiment_arm | s | control or the name of the change
session_started_at | t | First event of the visit
session_seconds | i | Last event minus first
page_views | i | Pages seen
is_bounce | b | One page and away
converted | b | True if there was an order
article_id | s | Number of the article, e.g. NF-40217
article_name | s | Name in English
variant_id | s | Article, colour and size, e.g. NF-40217-BLK-M
ean | s | Bar code, 13 digits
colour_name | s | Colour as marketing calls it
size_label | s | Size as printed on the label
category_path | s | Path in the category tree, e.g. Outerwear > Shells
brand | s | Northfold or one of 60 guest brands
material | s | Main material
recycled_share | f | Share of recycled material by weight, 0 to 1
weight_grams | i | Weight of one piece
care_code | s | Care symbols, ISO 3758
season_code | s | SS26, AW26 and so on
is_active | b | In the range today
launched_on | D | First day on sale
image_url | s | Main photo
attribute_name | s | Name of the attribute
attribute_value | s | Value of the attribute
list_price | d | Recommended price in the country
selling_price | d | Price at the shelf, markdowns included
lowest_price_30d | d | Lowest price of the last thirty days, for the "was" label
valid_from | t | Valid from this moment on
valid_to | t | Valid until; empty for the current row
markdown_pct | f | Reduction against the list price, percent
coupon_code | s | Code typed at checkout
coupon_type | s | percent, amount or free shipping
supplier_id | s | Number of the maker
supplier_name | s | Registered name
factory_country | s | Country of the factory
audit_score | i | Result of the last social audit, 0 to 100
audited_on | D | Day of the audit
purchase_order_id | s | Number of our order to the maker
ordered_quantity | i | Pieces ordered
received_quantity | i | Pieces that arrived
unit_cost | d | What one piece costs us, landed
expected_on | D | Promised day of arrival
received_at | t | When the goods were booked in
planned_units | i | Units in the plan
planned_margin_pct | f | Margin in the plan
budget_amount | d | Budget in euro
forecast_units | f | Expected units, median
forecast_low | f | Tenth percentile
forecast_high | f | Ninetieth percentile
warehouse_code | s | NVK, LYS or BRQ
location_id | s | Warehouse or basecamp
bin_code | s | Shelf in the warehouse
on_hand_units | i | Pieces that are there
reserved_units | i | Pieces promised to orders
in_transit_units | i | Pieces on their way in
available_units | i | On hand less reserved
safety_stock_units | i | Below this we order again
snapshot_date | D | Day of the count
counted_units | i | Pieces found by hand
difference_units | i | Found less expected
adjustment_reason | s | Why the stock was corrected
pick_id | s | Number of the pick task
picker_id | s | Staff number | PII.Employee
picked_at | t | When it was taken from the shelf
packed_at | t | When the box was closed
wave_id | s | Group of picks done together
shipment_id | s | Number of the shipment
parcel_id | s | Number on the label
carrier_code | s | Short name of the carrier
service_level | s | standard, express, pick-up point
tracking_number | s | The carrier's number; opens the tracking page | PII.Other
cairn_code | s | Normalised tracking status
cairn_text | s | What the carrier wrote
scanned_at | t | When the parcel was scanned, local time turned into UTC
promised_on | D | The day we promised at checkout
is_late | b | Delivered after the promised day
shipping_cost | d | What the carrier charges us
lane_code | s | Origin, destination and carrier
hs_code | s | Tariff code
duty_amount | d | Duty paid
declaration_id | s | Number of the customs declaration
incoterm | s | DAP, DDP, FCA
return_id | s | Number of the switchback
return_reason | s | What the customer ticked
inspected_reason | s | What the warehouse found
refund_amount | d | Paid back
refunded_at | t | When the money left
requested_at | t | When the customer asked for it
job_id | i | Number on the repair tag
workshop_code | s | Workshop: Bergen, Chamonix, Brno
fault_code | s | What is broken: zip, seam, sole, membrane, pole
repair_cost | d | Labour and parts, euro
is_warranty | b | Free of charge for the customer
opened_at | t | When it was opened
closed_at | t | When it was done
part_code | s | Spare part
minutes_spent | i | Time at the bench
technician_id | s | Staff number of the repairer | PII.Employee
item_serial | s | Serial number sewn into the item
survived_days | i | Days until the same item came back; empty if it has not
intake_id | s | Number of the take-in
condition_grade | s | A, B, C or D
buyback_price | d | What we paid for it, in points or euro
listed_price | d | What we ask for it
sold_at | t | When it was sold again
days_listed | i | Days between listing and sale
rental_id | i | Number of the rental
locker_id | s | Code of the locker
locker_site | s | Where the locker stands
latitude | f | WGS 84
longitude | f | WGS 84
picked_up_at | t | Door opened by the customer
returned_at | t | Door closed with the gear inside
deposit_amount | d | Held on the card
wear_score | i | 0 as new to 10 worn out
battery_pct | i | Charge of the lock
ticket_id | i | Number of the ticket
topic_label | s | What it is about, set by the model
priority | s | low, normal, urgent
first_reply_minutes | i | Minutes until the first human answer
resolved_at | t |
satisfaction_score | i | 1 to 5, asked by mail
nps_score | i | 0 to 10
comment_text | s | Free text; may hold anything people write | PII.Other
agent_id | s | Staff number of the agent | PII.Employee
chat_transcript | s | The whole chat | PII.Other
account_number | s | Account in the chart of accounts
account_name | s | Name of the account
cost_centre | s | Four digits and a letter
posting_id | i | Number of the posting
posting_date | D | Day it counts for
period | s | Year and month, e.g. 2026-10
debit_amount | d | Debit, euro
credit_amount | d | Credit, euro
posted_by | s | User who posted it | PII.Employee
document_number | s | Voucher
closed_on | D | Day the period was closed
vat_rate | f | Rate in percent
vat_country | s | Country that gets the tax
taxable_amount | d | Base of the tax
invoice_id | s | Number of the invoice
due_on | D | Day of payment
payment_id | s | Our id of the payment
provider_code | s | Payment provider
provider_reference | s | The provider's id
payment_method | s | card, wallet, invoice, gift card
payment_status | s | authorised, captured, refunded, failed
card_token | s | Token from the provider; never the card number | PII.Payment
card_last_four | s | Last four digits | PII.Payment
iban | s | Account for refunds by transfer | PII.Payment
amount | d | Amount in the currency of the row
fee_amount | d | What the provider keeps
settlement_id | s | Payout it belongs to
settled_on | D | Day the money came in
difference_amount | d | Expected less received
fraud_score | f | 0 harmless to 1 stolen
rule_hits | j | Rules that fired
review_outcome | s | released, cancelled, referred
chargeback_reason | s | Code of the card scheme
reviewed_at | t | When a person looked at it
campaign_id | s | Id of the campaign
campaign_name | s | Name, by the naming rule of 2023, more or less
ad_channel | s | search, social, mail, affiliate, print
cost_amount | d | Cost in euro
impressions | i | Times shown
clicks | i | Times clicked
attributed_orders | i | Orders within seven days of the last click
attributed_revenue | d | Their value without tax
sent_at | t | When the mail left
opened_count | i | Opens; less true every year
unsubscribed_count | i |
subject_line | s | Subject of the mail
author_name | s | Who wrote it
article_title | s | Title of the guide
published_at | t | When it went online
trail_id | s | Id of the trail in the guides
trail_name | s | Name of the trail
distance_km | f | Length
ascent_m | i | Metres up
employee_id | s | Staff number | PII.Employee
employee_name | s | Name of the employee | PII.Name
contract_hours | f | Hours a week
hired_on | D |
left_company_on | D | Last working day
salary_band | s | A1 to F3 | PII.Salary
job_title | s |
manager_id | s | Staff number of the manager | PII.Employee
absence_type | s | leave, sick, parental
shift_date | D | Day of the shift
shift_hours | f | Hours planned
worked_hours | f | Hours clocked
course_code | s | Training course
completed_on | D |
dataset_name | s | Table or topic
check_name | s | Name of the check
check_passed | b | Result
failed_rows | i | Rows that broke the rule
run_id | s | Run of the pipeline
rows_loaded | i | Rows written
duration_seconds | i | How long it took
credits_used | f | Warehouse credits
query_user_hash | s | Salted hash of the user
queries_count | i | Number of queries
iso_country | s | ISO 3166 code
country_name | s | English name
holiday_name | s | Name of the holiday
holiday_date | D | Day of the holiday
calendar_date | D | The day
iso_week | s | Year and week
fiscal_period | s | Period of the financial year, which starts in February
temperature_c | f | Mean of the day
precipitation_mm | f | Rain and melted snow
snow_depth_cm | f | At the station
orders_count | i | Number of orders
net_sales | d | Net sales, euro
gmv | d | Gross merchandise value, euro
average_order_value | d | Gross merchandise value by order
units_sold | i | Pieces
margin_amount | d | Net sales less cost of goods
margin_pct | f | Margin in percent of net sales
return_rate | f | Returned pieces by sold pieces
members_count | i | Number of members
new_members | i | Joined in the period
conversion_rate | f | Orders by sessions
sessions_count | i | Number of sessions
basket_adds | i | Adds to a basket
abandoned_baskets | i | Baskets left behind
sell_through_pct | f | Sold of received, percent
stockout_days | i | Days without stock
late_share | f | Late parcels by all parcels
damage_share | f | Damaged parcels by all parcels
parcels_count | i | Number of parcels
jobs_count | i | Number of repair jobs
avoided_kg_co2 | f | Avoided emissions in kilograms
utilisation_pct | f | Rented days of possible days
headcount | i | People
fte | f | Full-time equivalents
score | f | Output of the model
model_version | s | Version of the model that made the row
""", 4)}

GLUE = dict(s="string", i="bigint", d="decimal(18,2)", f="double", t="timestamp", D="date", b="boolean",
            j="struct<name:string,value:string>")
SNOWFLAKE = dict(s="TEXT", i="NUMBER", d="NUMBER", f="FLOAT", t="TIMESTAMP_NTZ", D="DATE", b="BOOLEAN", j="VARIANT")
OPENMETADATA = dict(s="VARCHAR", i="BIGINT", d="DECIMAL", f="DOUBLE", t="TIMESTAMP", D="DATE", b="BOOLEAN", j="JSON")
ATHENA = dict(s="varchar", i="bigint", d="decimal(18,2)", f="double", t="timestamp(3)", D="date", b="boolean", j="row")
AVRO = dict(s="string", i="long", d="bytes(decimal)", f="double", t="timestamp-millis", D="date", b="boolean", j="record")


def kind(name):
    return DICTIONARY[name][0]


def text(name):
    return DICTIONARY[name][1]


def tag(name):
    return DICTIONARY[name][2]
