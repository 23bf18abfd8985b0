"""Topics, dashboards, pipelines, models and all that stands around the tables."""

from . import rows

# topic | domain | owner | columns | feeds these raw tables | flags | description        (told by DataHub)
TOPICS = rows("""
commerce.orders.order-placed.v2 | Commerce/Orders | leo.marchetti | order_id customer_id channel order_total_cents currency_code placed_at | shop.order_header | high | An order was placed and the payment authorised. Key is the order number; order of events is kept for one order.
commerce.orders.order-placed.v1 | Commerce/Orders | leo.marchetti | order_id customer_id order_total placed_at | shop.order_header | dead | First version, without channel and currency. Switched off at the end of the year.
commerce.orders.order-cancelled.v1 | Commerce/Orders | leo.marchetti | order_id cancelled_at | shop.order_header | | An order was cancelled, by the customer or by us.
commerce.orders.order-line-added.v1 | Commerce/Orders | hamid.rostami | order_id order_line_id variant_id quantity | shop.order_line | |
commerce.returns.switchback-requested.v1 | Commerce/Orders/Returns | hamid.rostami | return_id order_id order_line_id return_reason requested_at | shop.return_request | | A customer wants to send something back.
commerce.basket.basket-changed.v3 | Commerce/Web Shop | hamid.rostami | basket_id session_id variant_id quantity event_time | shop.basket_item shop.basket | | Each change of a basket.
commerce.basket.basket-abandoned.v1 | Commerce/Web Shop | saoirse.byrne | basket_id customer_id event_time | | | Sent 24 hours after the last change, if no order followed. Triggers the reminder mail.
pricing.price-changed.v1 | Commerce/Pricing | daniel.osei | variant_id country_code list_price selling_price valid_from | pim.price_list | high | A price was set or changed.
basecamp.pos.receipt-closed.v1 | Commerce/Basecamps | pavel.dvorak | receipt_id basecamp_id till_id gross_amount placed_at | pos.receipt pos.receipt_line | high | A receipt was printed.
basecamp.door.door-count.v1 | Commerce/Basecamps | pavel.dvorak | basecamp_id footfall_count event_time | pos.door_counter | |
customer.account.account-changed.v2 | Customer/Identity | noor.haddad | customer_id email_address country_code updated_at | shop.customer_account | restricted | An account was created, changed or erased. Consumers must honour erasure within a day.
customer.consent.consent-given.v1 | Customer/Identity | noor.haddad | customer_id consent_purpose consent_given consent_at | loyalty.consent | critical | Consent given or withdrawn.
trailhead.points.points-earned.v1 | Customer/Trailhead | jules.fontaine | member_id points_delta event_time | loyalty.points_ledger | | Points earned or spent.
catalogue.article.article-published.v1 | Merchandise/Catalogue | daniel.osei | article_id article_name category_path updated_at | pim.article pim.variant | | An article is ready to be sold.
supply.stock.stock-changed.v2 | Supply Chain/Inventory | miguel.santos | location_id variant_id on_hand_units reserved_units updated_at | wms.stock_level | critical | Stock of a variant at a location, after each change.
supply.picking.pick-completed.v1 | Supply Chain/Warehouses | miguel.santos | pick_id order_id variant_id quantity picked_at | wms.pick_task | |
shipping.parcel.cairn-scanned.v1 | Supply Chain/Shipping | yusuf.demir | parcel_id cairn_code scanned_at | carriers.tracking_scan | high | A carrier scanned a parcel.
shipping.parcel.label-created.v1 | Supply Chain/Shipping | yusuf.demir | parcel_id shipment_id carrier_code tracking_number | carriers.parcel | | A label was printed.
payments.payment.payment-captured.v1 | Finance/Payments | viktor.petrov | payment_id order_id amount currency_code event_time | payments.payment_event | critical restricted | Money was taken.
payments.fraud.order-scored.v2 | Finance/Payments/Fraud | hanna.weiss | order_id fraud_score model_version event_time | payments.fraud_review | restricted | The fraud model has looked at an order.
web.tracking.page-event.v4 | Marketing/Web Analytics | kwame.mensah | event_id event_type session_id page_url event_time | web.page_event | | The fire hose: 90,000 events a minute on a rainy Sunday.
web.tracking.consent-banner.v1 | Marketing/Web Analytics | kwame.mensah | device_id consent_purpose consent_given event_time | web.consent_event | |
web.search.query-typed.v1 | Marketing/Web Analytics | kwame.mensah | session_id search_text result_count event_time | web.search_event | | What was typed into the shop search.
""", 7)

# topic | domain | owner | columns | tier | description                                (told by OpenMetadata, the cluster of the workshops)
CIRCULAR_TOPICS = rows("""
mend.job.job-opened.v1 | Circular/Repair | sam.achterberg | job_id customer_id item_serial fault_code opened_at | Tier.Tier2 | A thing was handed in for repair.
mend.job.job-closed.v1 | Circular/Repair | sam.achterberg | job_id repair_cost closed_at | Tier.Tier2 | The thing is whole again, or we have given up.
mend.parts.part-low.v1 | Circular/Repair | sam.achterberg | workshop_code part_code on_hand_units | Tier.Tier4 | A spare part is about to run out.
resale.item.item-graded.v1 | Circular/Resale | lucia.ferrari | intake_id article_id condition_grade buyback_price | Tier.Tier3 | Somebody looked at a used item and gave it a grade.
locker.door.door-opened.v1 | Circular/Rental | kirsten.vik | locker_id event_type event_time | Tier.Tier3 | A locker door was opened.
locker.health.battery-low.v1 | Circular/Rental | tunde.bakare | locker_id battery_pct event_time | Tier.Tier5 |
""", 6)

# tool | id | title | domain | owner | tables | views in 30 days | users | days since the last edit | flags | description  (DataHub)
DASHBOARDS = rows("""
looker | dashboards.101 | Morning Trading Call | Commerce/Orders | ingrid.solheim | agg_daily_sales | 18420 | 311 | 12 | gold critical | Yesterday in one page: sales, orders, margin, weather. Opened by half the head office before coffee.
looker | dashboards.104 | Weekly Orders | Commerce/Orders | wanjiru.kamau | agg_weekly_orders fct_customer_orders | 6210 | 140 | 33 | gold high | Orders by week and channel against last year.
looker | dashboards.108 | Switchback Monitor | Commerce/Orders/Returns | wanjiru.kamau | agg_return_rate fct_returns | 2210 | 61 | 80 | | Which articles come back and why. The size chart of the Fjellrygg jacket was fixed because of this board.
looker | dashboards.109 | Basecamp Cockpit | Commerce/Basecamps | greta.lindahl | agg_store_hourly rota_coverage | 22110 | 402 | 5 | gold high | For store managers: today's sales, visitors and people on the floor.
looker | dashboards.112 | Checkout Funnel | Commerce/Web Shop | saoirse.byrne | agg_abandoned_baskets fct_basket_events | 1440 | 38 | 150 | | From basket to order, step by step.
looker | dashboards.113 | Checkout Funnel (old) | Commerce/Web Shop | saoirse.byrne | fct_basket_events | 44 | 5 | 610 | dead | Please use the new one.
looker | dashboards.120 | Price Watch | Commerce/Pricing | oskar.nyberg | fct_price_history agg_markdown_effect | 910 | 24 | 44 | | Prices that break the thirty-day rule, and markdowns that didn't help.
looker | dashboards.131 | Trailhead Health | Customer/Trailhead | amara.okonkwo | agg_member_tiers churn_candidates | 1980 | 47 | 20 | gold | Members, tiers, points in circulation.
looker | dashboards.133 | Service Pulse | Customer/Service | bettina.kruse | agg_service_quality | 3310 | 52 | 9 | | Waiting times and smiles, by hour.
looker | dashboards.134 | Voice of Customer | Customer/Service | rafael.pinto | fct_survey_answers fct_tickets | 610 | 29 | 95 | confidential | Comments from surveys, sorted by subject.
looker | dashboards.140 | Range Review | Merchandise/Planning | mei.tanaka | agg_sell_through agg_open_to_buy | 2840 | 44 | 16 | high | Sell-through and open-to-buy for the Thursday meeting.
looker | dashboards.141 | Green Label Facts | Merchandise/Catalogue | clara.whitfield | article_sustainability | 520 | 33 | 60 | public | Recycled share and audits for every article with a label.
looker | dashboards.144 | Maker Scorecard | Merchandise/Suppliers | oskar.nyberg | supplier_scorecard | 380 | 15 | 200 | confidential |
looker | dashboards.150 | Stock and Stockouts | Supply Chain/Inventory | freya.holm | inventory_daily agg_stockouts | 5520 | 88 | 25 | high | What is missing where. Fed once a day, at least that's the plan.
looker | dashboards.151 | Delivery Promise | Supply Chain/Shipping | yusuf.demir | agg_delivery_promise | 2720 | 58 | 41 | gold | Parcels on time, by carrier and country.
looker | dashboards.155 | Customs at a Glance | Supply Chain/Shipping/Customs | anneke.devries | fct_customs | 140 | 9 | 300 | low |
looker | dashboards.160 | Monthly Closing | Finance/Ledger | helena.strom | trial_balance net_sales_monthly | 1610 | 31 | 28 | gold critical restricted | Where the closing stands and what is still open.
looker | dashboards.161 | Settlement Gaps | Finance/Payments | viktor.petrov | settlement_gaps fct_settlements | 440 | 11 | 35 | restricted | Money that should be here by now.
looker | dashboards.162 | Fraud Desk | Finance/Payments/Fraud | chiara.romano | fct_fraud_scores fct_chargebacks | 2980 | 14 | 7 | restricted high | Queue of the risk team.
looker | dashboards.170 | Campaign Board | Marketing/Campaigns | priya.nair | campaign_performance | 3980 | 66 | 18 | gold | Spend, orders and ROAS by campaign.
looker | dashboards.171 | Newsletter Results | Marketing/Campaigns | priya.nair | newsletter_engagement | 720 | 21 | 120 | |
looker | dashboards.172 | Trail Guide Readers | Marketing/Content | marek.zielinski | guide_readership | 210 | 12 | 400 | low hidden |
looker | dashboards.180 | Head Count | People/Workforce | astrid.moen | headcount_monthly | 190 | 8 | 50 | restricted | Heads by cost centre. For managers of the top two levels.
""", 11)

# name | title | domain | owner | views a month | tier | certification | description    (OpenMetadata, Superset)
CIRCULAR_DASHBOARDS = rows("""
21 | Mend Floor | Circular/Repair | bjorn.hauge | 4120 | Tier.Tier2 | Certification.Gold | Jobs on each bench, oldest first. Hangs on a screen in all three workshops.
22 | Repair Turnaround | Circular/Repair | sam.achterberg | 810 | Tier.Tier3 | | Days from intake to hand-over, with the promise as a red line.
23 | Spare Parts | Circular/Repair | sam.achterberg | 240 | Tier.Tier4 | | Zips, buckles, soles: what to order this week.
24 | Second Ascent Shelf | Circular/Resale | lucia.ferrari | 960 | Tier.Tier3 | Certification.Silver | Used gear by grade, age and price.
25 | Locker Map | Circular/Rental | kirsten.vik | 1480 | Tier.Tier3 | | Where lockers stand, what is in them and which battery is dying.
26 | Rental Season | Circular/Rental | tunde.bakare | 330 | Tier.Tier4 | | Utilisation by site and week.
27 | Avoided Emissions | Circular | bjorn.hauge | 1720 | Tier.Tier2 | Certification.Gold | The carbon counter of the company page, with the method and its caveats.
28 | Warehouse Wall | Supply Chain/Warehouses | ruth.eriksen | 2610 | Tier.Tier2 | | Open waves, trucks at the gate, picks an hour. For the big screen.
29 | Carrier Talks | Supply Chain/Shipping/Carriers | yusuf.demir | 180 | Tier.Tier3 | | Slides for the quarterly talks with carriers.
30 | Data Platform Cost | Platform | nadia.belkacem | 270 | Tier.Tier4 | | Credits by team. Nobody's favourite.
""", 8)

# name | title | domain | owner | tasks | cron | description                        (OpenMetadata, Airflow)
PIPELINES = rows("""
load_shop_hourly | Load shop tables | Commerce/Web Shop | data-platform | extract_shop write_lake register_partitions | 5 * * * * | Copies changed rows of the shop database into the retail lake.
load_pos | Load till receipts | Commerce/Basecamps | basecamp-systems | fetch_store_files unpack write_lake | 15 */2 * * * | Fetches the receipt files of 142 stores. Retries until six in the morning, then pages somebody.
load_loyalty | Load Trailhead | Customer/Trailhead | trailhead-club | extract_members extract_points write_lake | 0 */4 * * * | Members and points from the club database.
load_service | Load help desk | Customer/Service | service-hub | pull_tickets mask_free_text write_lake | 30 * * * * | Tickets and chats. The second task takes card numbers and phone numbers out of free text.
load_ad_platforms | Load ad spend | Marketing/Campaigns | growth | pull_search pull_social pull_affiliate convert_currency | 0 6 * * * | Costs from three platforms with three ideas of midnight.
load_pim | Load catalogue | Merchandise/Catalogue | product-content | extract_articles extract_media write_lake | 0 */2 * * * | Articles, variants, attributes, photos.
load_payments | Load payment webhooks | Finance/Payments | payments-risk | drain_queue write_lake | */10 * * * * | Moves webhooks from the queue to the lake.
load_settlements | Load payout files | Finance/Payments | payments-risk | fetch_sftp parse reconcile | 0 7 * * 1-5 | Payout files of each bank day.
load_sap_nightly | Load ledger | Finance/Ledger | finance-data | extract_documents extract_master write_lake | 0 3 * * * | Ledger and purchasing from the ERP, nightly.
load_wms | Load warehouse tables | Supply Chain/Warehouses | warehouse-tech | extract_wms write_lake | 20 * * * * | Stock, picks, shipments.
snapshot_stock | Midnight stock snapshot | Supply Chain/Inventory | warehouse-tech | freeze copy_levels thaw check_totals | 0 0 * * * | Takes the picture of all stock at midnight. Has been flaky since the move to Brno, see the ticket.
load_tracking | Load cairns | Supply Chain/Shipping | parcel-desk | poll_carriers map_codes write_lake | */15 * * * * | Polls four carriers and maps their 211 codes to our fourteen.
load_mend | Load workshop | Circular/Repair | mend-workshop | extract_mend write_lake | 10 */2 * * * | Jobs, parts and steps.
load_lockers | Load lockers | Circular/Rental | loan-locker | pull_events write_lake | 40 * * * * | Rentals and locker events.
load_hr | Load staff data | People/Workforce | people-analytics | extract_hr pseudonymise write_lake | 0 4 * * * | Staff, shifts, training; names stay in the lake, keys go on.
dbt_hourly | Build warehouse, hourly part | Platform | data-platform | dbt_build_orders dbt_test_orders | 40 * * * * | Orders, payments and what hangs on them.
dbt_nightly | Build warehouse, all of it | Platform | data-platform | dbt_seed dbt_build dbt_test publish_docs | 0 4 * * * | The whole project once a night.
train_demand_forecast | Train demand forecast | Merchandise/Planning | data-science | build_features train evaluate publish | 0 2 * * 0 | New model each Sunday; published only if it beats the old one on the last four weeks.
score_fraud | Publish fraud model | Finance/Payments/Fraud | data-science | export_model canary promote | 0 9 * * 1 | Rolls the fraud model out, five percent of traffic first.
gdpr_erasure | Erase on request | Customer/Identity | trailhead-club | collect_requests erase_lake erase_warehouse report | 0 1 * * * | Erases people from lake, warehouse and club, and writes the proof.
""", 7)

# dbt on Athena in the operations and the retail lake: database | name | account | domain | owner | columns | raw tables | hours | description
LAKE_MODELS = rows("""
processed_supply | stock_by_location | 641203987755 | Supply Chain/Inventory | miguel.santos | location_id variant_id on_hand_units reserved_units available_units updated_at | wms.stock_level | 1 | Stock now, summed over shelves. What the shop asks before it says "in stock".
processed_supply | parcel_timeline | 641203987755 | Supply Chain/Shipping | yusuf.demir | parcel_id carrier_code promised_on delivered_at is_late | carriers.parcel carriers.tracking_scan | 2 | One row a parcel with its first, last and most embarrassing cairn.
processed_supply | inbound_accuracy | 641203987755 | Supply Chain/Warehouses | ruth.eriksen | purchase_order_id warehouse_code ordered_quantity received_quantity difference_units | wms.inbound_delivery sap.ekpo_purchase_line | 6 | What was ordered against what came off the truck.
processed_supply | pick_rate | 641203987755 | Supply Chain/Warehouses | ruth.eriksen | calendar_date warehouse_code quantity duration_seconds | wms.pick_task | 5 |
processed_supply | lane_cost | 641203987755 | Supply Chain/Shipping/Carriers | yusuf.demir | lane_code carrier_code parcels_count shipping_cost | carriers.parcel carriers.rate_card | 25 | Cost by lane, at negotiated rates. Confidential.
processed_circular | repair_history | 641203987755 | Circular/Repair | sam.achterberg | item_serial job_id fault_code closed_at survived_days | mend.job mend.job_step | 4 | All repairs of a thing with a serial number, oldest first.
processed_circular | locker_status | 641203987755 | Circular/Rental | kirsten.vik | locker_id locker_site battery_pct is_active updated_at | locker.locker locker.locker_event | 1 | State of each locker, now.
processed_web | session | 210987654321 | Marketing/Web Analytics | sofia.lund | session_id device_type language_code session_started_at session_seconds page_views is_bounce converted experiment_arm | web.page_event web.consent_event | 3 | Sessions cut from page events, thirty minutes apart. Devices without consent are counted but not followed.
processed_web | site_search_daily | 210987654321 | Marketing/Web Analytics | sofia.lund | calendar_date search_text sessions_count result_count conversion_rate | web.search_event | 20 | Search words of the shop by day. Zero-result words are the buyers' favourite reading.
processed_web | experiment_result | 210987654321 | Marketing/Web Analytics | kwame.mensah | experiment_id experiment_arm sessions_count orders_count conversion_rate | web.page_event | 20 | Running and finished tests, with uplift.
""", 9)

# type | id | name | title | domain | owner | product | upstream | criticality | sensitivity | queries | users | columns | description (JSON lines)
OTHERS = rows("""
ml_model | model:demand-forecast | demand_forecast | Demand Forecast | Merchandise/Planning | theo.papadakis | Range Plan | snowflake:commerce.core.fct_order_lines snowflake:supply.core.fct_stock_snapshot | high | internal | 2740 | 31 | forecast_units forecast_low forecast_high | Gradient boosted quantiles, one model for all variants, eight weeks ahead. Mean error 23 percent on variants with more than ten sales a week, which are few.
ml_model | model:size-advisor | size_advisor | Size Advisor | Merchandise/Catalogue | hanna.weiss | Article Catalogue | snowflake:commerce.core.fct_returns | medium | confidential | 910 | 9 | score | Suggests a size from what people kept and what they sent back.
ml_model | model:fraud-score | fraud_score | Order Fraud Score | Finance/Payments/Fraud | hanna.weiss | Fraud Signals | snowflake:finance.core.fct_payments snowflake:finance.core.fct_chargebacks | critical | restricted | 1310 | 12 | fraud_score rule_hits | Scores each order at checkout in eighty milliseconds.
ml_model | model:clv | customer_lifetime_value_model | Customer Lifetime Value Model | Customer/Identity | theo.papadakis | Customer 360 | snowflake:customer.core.dim_customer snowflake:commerce.core.fct_customer_orders | high | confidential | 640 | 8 | lifetime_value churn_risk | Expected margin over five years; Pareto/NBD with covariates.
ml_model | model:ticket-topics | ticket_topics | Ticket Topics | Customer/Service | hanna.weiss | Service Quality | glue:raw_service.ticket | low | confidential | 120 | 5 | topic_label | Puts tickets into 24 drawers.
ml_model | model:search-ranking | site_search_ranking | Site Search Ranking | Commerce/Web Shop | theo.papadakis | | glue:processed_web.site_search_daily | high | internal | 300 | 6 | score | Order of articles in the shop search.
ml_model | model:photo-grading | photo_grading | Photo Grading | Circular/Resale | sam.achterberg | Second Ascent Resale | glue:raw_mend.resale_intake | low | internal | 80 | 4 | condition_grade | Guesses the condition grade from three photos. People overrule it in one case out of five.
ml_model | model:locker-battery | locker_battery | Locker Battery Forecast | Circular/Rental | tunde.bakare | Loan Locker Rentals | glue:processed_circular.locker_status | low | internal | 40 | 3 | battery_pct | Which lock will die this week.
metric | metric:net-sales | net_sales | Net Sales | Finance/Ledger | helena.strom | General Ledger | snowflake:finance.mart.net_sales_monthly | critical | confidential | | | | Sales after discounts, switchbacks and tax, in euro, as reported.
metric | metric:gmv | gmv | Gross Merchandise Value | Commerce/Orders | ingrid.solheim | Customer Orders | snowflake:commerce.mart.agg_daily_sales | high | internal | | | | All orders placed, with tax, before anything comes back.
metric | metric:aov | average_order_value | Average Order Value | Commerce/Orders | tomas.brandt | Customer Orders | snowflake:commerce.mart.agg_daily_sales | medium | internal | | | | Gross merchandise value by order.
metric | metric:return-rate | return_rate | Switchback Rate | Commerce/Orders/Returns | wanjiru.kamau | Returns and Refunds | snowflake:commerce.mart.agg_return_rate | high | internal | | | | Returned pieces by sold pieces, eight weeks after sale.
metric | metric:conversion | conversion_rate | Conversion Rate | Marketing/Web Analytics | sofia.lund | Web Sessions | glue:processed_web.session | high | internal | | | | Orders by sessions, bots taken out.
metric | metric:nps | net_promoter_score | Net Promoter Score | Customer/Service | bettina.kruse | Service Quality | snowflake:customer.mart.agg_service_quality | medium | internal | | | | Promoters less detractors.
metric | metric:on-time | perfect_delivery_rate | Perfect Delivery Rate | Supply Chain/Shipping | yusuf.demir | Parcel Journey | snowflake:supply.mart.agg_delivery_promise | high | internal | | | | Share of parcels that came whole and on the promised day.
metric | metric:stockout-rate | stockout_rate | Stockout Rate | Supply Chain/Inventory | freya.holm | Stock Position | snowflake:supply.mart.agg_stockouts | high | internal | | | | Variant days without stock by all variant days in the range.
metric | metric:sell-through | sell_through | Sell-Through | Merchandise/Planning | mei.tanaka | Range Plan | snowflake:merchandise.mart.agg_sell_through | medium | internal | | | | Sold by received, in percent.
metric | metric:roas | return_on_ad_spend | Return on Ad Spend | Marketing/Campaigns | priya.nair | Campaign Performance | snowflake:marketing.mart.campaign_performance | medium | internal | | | | Attributed revenue by cost.
metric | metric:turnaround | repair_turnaround_days | Repair Turnaround | Circular/Repair | bjorn.hauge | Mend Repairs | snowflake:circular.mart.agg_repair_turnaround | medium | internal | | | | Median days from intake to hand-over.
metric | metric:avoided | avoided_emissions_kg | Avoided Emissions | Circular | bjorn.hauge | | snowflake:circular.mart.avoided_emissions | medium | public | | | | Kilograms of carbon dioxide not emitted because gear lived on.
report | report:annual | annual_report_tables | Annual Report, Tables of the Data Part | Finance | helena.strom | General Ledger | snowflake:finance.mart.net_sales_monthly | critical | confidential | | 12 | | Workbook behind pages 40 to 71 of the annual report.
report | report:board-pack | board_pack | Monthly Board Pack | Finance | helena.strom | | snowflake:finance.mart.net_sales_monthly snowflake:commerce.mart.agg_weekly_orders | high | restricted | | 9 | | Twelve slides for the board. Embargoed until the meeting.
report | report:sustainability | sustainability_report | Sustainability Report | Circular | bjorn.hauge | | snowflake:circular.mart.avoided_emissions snowflake:merchandise.mart.article_sustainability | medium | public | | 22 | | Yearly report on repair, resale, rental and materials.
report | report:works-council | works_council_report | Works Council Report | People/Rota | gil.shapiro | Workforce | snowflake:people.mart.rota_coverage | medium | restricted | | 6 | | Hours and overtime by store, quarterly.
report | report:retail-link | partner_sell_out | Sell-out Report for Guest Brands | Merchandise/Suppliers | oskar.nyberg | | snowflake:merchandise.mart.agg_sell_through | low | confidential | | 18 | | What we sold of each guest brand, mailed to it each Monday.
file | file:range-workbook | range_plan_AW26_final_v7.xlsx | Range Plan AW26 (final, v7) | Merchandise/Planning | mei.tanaka | Range Plan | | medium | confidential | | 11 | season_code planned_units budget_amount | The workbook that fct_range_plan is loaded from. Yes, v7 is the final one.
file | file:hs-codes | hs_code_mapping.csv | HS Code Mapping | Supply Chain/Shipping/Customs | anneke.devries | | | medium | internal | | 4 | article_id hs_code | Tariff codes by article, checked by a customs agent each spring.
file | file:size-charts | size_charts.pdf | Size Charts | Merchandise/Catalogue | clara.whitfield | Article Catalogue | | low | public | | 40 | | Body measures for each size and brand.
file | file:trail-tracks | trail_tracks.gpx.zip | Trail Tracks | Marketing/Content | marek.zielinski | | glue:raw_marketing.guide_article | low | public | | 7 | trail_id latitude longitude | GPX tracks of the 410 trails in the guides.
dataset | feature:customer-features | customer_features | Customer Features | Customer/Identity | hanna.weiss | Customer 360 | snowflake:customer.mart.customer_360 | medium | restricted | 210 | 6 | customer_key orders_365d return_rate churn_risk | Feature set of all customer models, keyed by hash.
pipeline | notebook:weather-uplift | weather_uplift_notebook | Weather Uplift Notebook | Merchandise/Planning | theo.papadakis | | hillside-weather-stations snowflake:commerce.mart.agg_daily_sales | low | internal | | 5 | | How much rain sells how many shells.
""", 14)
