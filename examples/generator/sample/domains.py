"""The domain tree and the data products of Northfold."""

from . import rows

# path | owner | description
DOMAINS = rows("""
Commerce | ingrid.solheim | Selling gear, in basecamps and on the web: baskets, orders, prices and what comes back.
Commerce/Orders | tomas.brandt | The order from the moment it is placed until the money is ours. One definition for all channels.
Commerce/Orders/Returns | wanjiru.kamau | Switchbacks: parcels and carry-ins that come back, why they do and what we pay out.
Commerce/Web Shop | saoirse.byrne | Basket, checkout and search of northfold.example and the app.
Commerce/Pricing | oskar.nyberg | List prices, markdowns, coupons and the price history that the law wants us to keep.
Commerce/Basecamps | greta.lindahl | Sales and footfall in our 142 stores, which we call basecamps.
Customer | amara.okonkwo | People who buy, join, ask and complain.
Customer/Trailhead | jules.fontaine | The loyalty programme: members, points, tiers and rewards.
Customer/Service | bettina.kruse | Tickets, chats, calls and how content people were afterwards.
Customer/Identity | noor.haddad | One person, one record: matching, consent and the right to be forgotten.
Merchandise | mei.tanaka | What we sell: articles, ranges, suppliers, plans.
Merchandise/Catalogue | clara.whitfield | Articles, sizes, colours, materials, photos, care instructions.
Merchandise/Planning | mei.tanaka | Range plans, buying budgets and demand forecasts.
Merchandise/Suppliers | oskar.nyberg | Makers, factories, audits and the purchase orders sent to them.
Supply Chain | ruth.eriksen | Moving goods from the factory to the foot of the hill.
Supply Chain/Inventory | freya.holm | What lies where, counted and promised.
Supply Chain/Warehouses | miguel.santos | Receiving, storing, picking and packing in Narvik, Lyon and Brno.
Supply Chain/Shipping | yusuf.demir | Parcels on their way to customers and stores.
Supply Chain/Shipping/Carriers | yusuf.demir | The companies that carry them: contracts, rates, punctuality.
Supply Chain/Shipping/Customs | anneke.devries | Declarations, tariff codes and duties.
Circular | bjorn.hauge | Making gear last: repair, resale and rental.
Circular/Repair | bjorn.hauge | Mend, our repair service: jobs, parts, workshops, warranties.
Circular/Resale | lucia.ferrari | Second Ascent, where used gear finds its next owner.
Circular/Rental | kirsten.vik | Loan Locker: gear rented by the day from lockers and basecamps.
Finance | helena.strom | Books, payments, tax and the reports made of them.
Finance/Ledger | dorothea.lang | General ledger, cost centres and the monthly closing.
Finance/Payments | viktor.petrov | Authorisations, captures, refunds, settlements.
Finance/Payments/Fraud | chiara.romano | Chargebacks, rules, reviews and scores.
Finance/Tax | dorothea.lang | Value added tax by country, and the returns filed for it.
Marketing | elliot.grant | Getting people outside, with our logo on.
Marketing/Campaigns | priya.nair | Newsletters, paid search, social and what they bring in.
Marketing/Web Analytics | sofia.lund | Sessions, page views, experiments and consent banners.
Marketing/Content | marek.zielinski | Articles, trail guides and the people who write them.
People | astrid.moen | The 6,300 of us. Locked by default.
People/Workforce | gil.shapiro | Contracts, head count, leave and training.
People/Rota | greta.lindahl | Who works when, in which basecamp.
Platform | nadia.belkacem | The data platform looking at itself: loads, quality checks, cost.
""", 3)

# name | domain | owner | criticality | sensitivity | certification | told by | description
PRODUCTS = rows("""
Customer Orders | Commerce/Orders | tomas.brandt | critical | confidential | certified | datahub | Every order of every channel, one row each, with its lines, discounts and what was paid. The numbers here are the ones in the weekly trading call.\\n\\nStart with `FCT_CUSTOMER_ORDERS`; join `FCT_ORDER_LINES` on `order_id`. Test orders and staff orders are out. Orders appear about forty minutes after checkout.
Returns and Refunds | Commerce/Orders/Returns | wanjiru.kamau | high | confidential | in_review | datahub | Switchbacks from the first click on "send back" to the money in the account, with the reason the customer gave and the one the warehouse found.
Basket Events | Commerce/Web Shop | saoirse.byrne | medium | internal | | datahub | Adds, removes and abandoned baskets as a stream and as tables.
Price History | Commerce/Pricing | oskar.nyberg | high | internal | certified | datahub | Each price an article ever had, by country and channel. Needed by law for "was" prices.
Basecamp Sales | Commerce/Basecamps | greta.lindahl | high | internal | certified | datahub | Till receipts and footfall by store and hour.
Trailhead Members | Customer/Trailhead | jules.fontaine | high | restricted | certified | datahub | Members of the loyalty programme with tier, points and consent. Personal data: ask before you join it to anything.
Customer 360 | Customer/Identity | noor.haddad | critical | restricted | in_review | datahub | One row a person across web shop, basecamps, Trailhead, Mend and Loan Locker.
Service Quality | Customer/Service | rafael.pinto | medium | confidential | | datahub | Tickets, waiting times and the happiness score.
Article Catalogue | Merchandise/Catalogue | clara.whitfield | critical | public | certified | datahub | The golden record of what we sell: article, size, colour, material, weight. If it's not in here, it's not on the shelf.
Range Plan | Merchandise/Planning | mei.tanaka | medium | confidential | | openmetadata | Season plans with budgets and the open-to-buy.
Stock Position | Supply Chain/Inventory | freya.holm | critical | internal | certified | datahub | What is on hand, reserved and on its way, by location, every night and every fifteen minutes.
Parcel Journey | Supply Chain/Shipping | yusuf.demir | high | confidential | certified | datahub | Each parcel and its cairns (tracking events), from label to doorstep.
Carrier Scorecard | Supply Chain/Shipping/Carriers | yusuf.demir | medium | internal | | openmetadata | Punctuality, damage and cost per carrier and lane.
Mend Repairs | Circular/Repair | bjorn.hauge | high | confidential | certified | openmetadata | Repair jobs, the parts used and how long the thing lasted afterwards.
Second Ascent Resale | Circular/Resale | lucia.ferrari | medium | internal | | openmetadata | Used gear taken in, graded, priced and sold again.
Loan Locker Rentals | Circular/Rental | kirsten.vik | medium | confidential | in_review | openmetadata | Rentals, lockers and the state in which gear came back.
General Ledger | Finance/Ledger | dorothea.lang | critical | restricted | certified | datahub | Postings by account, cost centre and period, as closed.
Payment Settlements | Finance/Payments | viktor.petrov | critical | restricted | certified | datahub | What the providers owe us, what they paid, and the difference.
Fraud Signals | Finance/Payments/Fraud | chiara.romano | high | restricted | | datahub | Scores and reviews for orders that look wrong.
Campaign Performance | Marketing/Campaigns | priya.nair | medium | internal | certified | datahub | Cost, clicks, visits and orders by campaign and day. Attribution is last click with a window of seven days, because that's what everybody could agree on.
Web Sessions | Marketing/Web Analytics | sofia.lund | high | confidential | in_review | waymark | Visits to site and app, cut into sessions, with consent respected.
Workforce | People/Workforce | gil.shapiro | high | restricted | | waymark | Head count and leave, for those who may know.
""", 8)
