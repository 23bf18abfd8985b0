"""The words of Northfold: term | domain | synonyms | definition."""

from . import rows

TERMS = rows("""
Basecamp | Commerce/Basecamps | store, shop, branch | A Northfold store. Counted once it has a till and a roof; pop-up tents at festivals are camps, not basecamps.
Switchback | Commerce/Orders/Returns | return, returned goods, RMA | Goods that a customer sends or carries back to us, whole or in part, within one hundred days.
Order | Commerce/Orders | purchase, sale | What a customer has agreed to buy at one moment in one channel. It starts when payment is authorised.
Net Sales | Finance/Ledger | net revenue, turnover, NSV | Sales after discounts, switchbacks and tax. The number in the annual report.
Gross Merchandise Value | Commerce/Orders | GMV, demand | The value of all orders placed, before cancellations and switchbacks, with tax.
Average Order Value | Commerce/Orders | AOV, basket size | Gross merchandise value divided by the number of orders.
Conversion Rate | Marketing/Web Analytics | CR, CVR | Share of sessions with at least one order.
Abandoned Basket | Commerce/Web Shop | abandoned cart, drop-off | A basket with something in it and no order within twenty-four hours.
Customer Lifetime Value | Customer/Identity | CLV, LTV, lifetime value | Expected margin from a customer over the next five years, discounted at eight percent.
Active Customer | Customer/Identity | active buyer | Someone who placed an order, rented or had something repaired in the last 365 days.
Churn | Customer/Trailhead | attrition, lapsed members | A member without any contact for fifteen months.
Trailhead Member | Customer/Trailhead | loyalty member, club member | A person who has joined the Trailhead programme and has not left it.
Trail Points | Customer/Trailhead | loyalty points, bonus points | What members collect: one point for every euro, two in the month of their birthday, ten for a repair.
Tier | Customer/Trailhead | member level, status | Valley, Ridge or Summit, set once a year on the first of March.
Consent | Customer/Identity | opt-in, permission | A dated yes to one purpose, such as newsletters. Silence is a no.
Data Subject Request | Customer/Identity | DSR, GDPR request, right to be forgotten | A person asking to see, correct or erase what we hold on them. Thirty days, no excuses.
Net Promoter Score | Customer/Service | NPS | Share of promoters less share of detractors, asked two weeks after delivery.
First Contact Resolution | Customer/Service | FCR | Tickets solved without a second message, as a share of all.
Article | Merchandise/Catalogue | product, style, item master | One design in one material, e.g. the Fjellrygg shell jacket. Has many variants.
Variant | Merchandise/Catalogue | SKU, stock keeping unit, item | An article in one size and colour. The thing with a bar code.
Season | Merchandise/Planning | collection, drop | Half a year of range: SS (February to July) or AW (August to January).
Open to Buy | Merchandise/Planning | OTB, buying budget | The part of a season's budget that is not yet spent on purchase orders.
Sell-Through | Merchandise/Planning | sell through rate | Units sold as a share of units received, since the article's first day.
Markdown | Commerce/Pricing | reduction, clearance price | A lasting price cut. A coupon is not a markdown.
Stock on Hand | Supply Chain/Inventory | SOH, inventory level, on-hand quantity | Units physically at a location, whether promised or not.
Available to Promise | Supply Chain/Inventory | ATP, free stock | Stock on hand less reservations, plus what arrives within two days.
Stockout | Supply Chain/Inventory | out of stock, OOS | A variant in the range with nothing available to promise at a location.
Shrinkage | Supply Chain/Inventory | shrink, stock loss | Units that the system has and the shelf doesn't.
Cairn | Supply Chain/Shipping | tracking event, scan, milestone | A point in a parcel's journey where somebody scanned it.
Perfect Delivery | Supply Chain/Shipping | OTIF, on time in full | A parcel that arrived complete, undamaged and on the promised day.
Lane | Supply Chain/Shipping/Carriers | route, shipping lane | A pair of origin warehouse and destination country with one carrier.
HS Code | Supply Chain/Shipping/Customs | tariff code, harmonised system code | The six to ten digits that decide the duty.
Mend Job | Circular/Repair | repair order, work order | One thing on one workbench: opened at intake, closed when the customer has it back.
Second Ascent | Circular/Resale | resale, second hand, pre-owned, recommerce | Our shop for used gear, and the programme behind it.
Condition Grade | Circular/Resale | grade, wear class | A to D. A looks new, D is for parts.
Loan Locker | Circular/Rental | rental locker, gear locker | A locker with rental gear, opened by phone. Some stand at trail car parks, which is where the name comes from.
Avoided Emissions | Circular | CO2 savings, carbon saved | Emissions of a new item that a repair, resale or rental made unnecessary, by the method of 2024.
Cost Centre | Finance/Ledger | profit centre, CC | The smallest unit that has a budget and somebody who answers for it.
Accrual | Finance/Ledger | accrued cost | A cost of this period whose invoice comes in the next.
Settlement | Finance/Payments | payout, remittance | Money that a payment provider sends us for many payments at once, less its fee.
Chargeback | Finance/Payments/Fraud | dispute, reversal | A payment that the customer's bank takes back.
False Positive | Finance/Payments/Fraud | insult, wrongly declined order | An honest order that our rules held up.
Return on Ad Spend | Marketing/Campaigns | ROAS | Orders attributed to a campaign, in euro, divided by what the campaign cost.
Attribution Window | Marketing/Campaigns | lookback window | The days after a click in which an order counts for the campaign: seven.
Session | Marketing/Web Analytics | visit | A run of events from one device with gaps shorter than thirty minutes.
Full-Time Equivalent | People/Workforce | FTE | Contract hours divided by 37.5.
Footfall | Commerce/Basecamps | visitors, door count | People who walk through the door, counted by the sensor above it. Dogs are filtered out, mostly.
Data Product | Platform | | A set of tables, topics or reports with one owner, a purpose and a promise.
""", 4)
