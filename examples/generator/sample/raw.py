"""The raw tables: what the operational systems hand over to the two data lakes.

system | table | rows | hours since the last load | columns | description. An empty description is a table nobody described.
"""

from . import rows

# system | Glue database | AWS account | domain | who runs it | OpenMetadata service, empty where it is not in there | database.schema
SYSTEMS = {cells[0]: cells[1:] for cells in rows("""
shop | raw_shop | 210987654321 | Commerce/Web Shop | checkout-crew | shop_pg | shop.public
pos | raw_pos | 210987654321 | Commerce/Basecamps | basecamp-systems | |
web | raw_web | 210987654321 | Marketing/Web Analytics | web-insight | |
loyalty | raw_loyalty | 210987654321 | Customer/Trailhead | trailhead-club | loyalty_mysql | loyalty.club
service | raw_service | 210987654321 | Customer/Service | service-hub | |
marketing | raw_marketing | 210987654321 | Marketing/Campaigns | growth | |
pim | raw_pim | 210987654321 | Merchandise/Catalogue | product-content | pim_pg | pim.public
payments | raw_payments | 210987654321 | Finance/Payments | payments-risk | |
wms | raw_wms | 641203987755 | Supply Chain/Warehouses | warehouse-tech | wms_pg | wms.core
carriers | raw_carriers | 641203987755 | Supply Chain/Shipping/Carriers | parcel-desk | |
sap | raw_sap | 641203987755 | Finance/Ledger | finance-data | |
mend | raw_mend | 641203987755 | Circular/Repair | mend-workshop | mend_pg | mend.public
locker | raw_locker | 641203987755 | Circular/Rental | loan-locker | locker_pg | locker.public
hr | raw_hr | 641203987755 | People/Workforce | people-analytics | |
reference210 | shared_reference | 210987654321 | Platform | data-platform | |
reference641 | shared_reference | 641203987755 | Platform | data-platform | |
ops210 | ops_audit | 210987654321 | Platform | data-platform | |
ops641 | ops_audit | 641203987755 | Platform | data-platform | |
""", 7)}

TABLES = rows("""
shop | order_header | 184220311 | 1 | order_id customer_id channel order_status order_total_cents currency_code shipping_amount coupon_code customer_email street_address postal_code city country_code placed_at paid_at cancelled_at updated_at | Orders as the shop engine writes them, one row for each change of status. Take the row with the latest `updated_at` if you want the order as it is now.
shop | order_line | 611904872 | 1 | order_line_id order_id variant_id quantity unit_price discount_amount tax_amount updated_at | Lines of web and phone orders. Gift wrapping is a line too, article NF-00001.
shop | basket | 92118004 | 1 | basket_id customer_id session_id country_code created_at updated_at | Open and closed baskets, kept for 30 days.
shop | basket_item | 301774120 | 1 | basket_id variant_id quantity unit_price event_time | 
shop | coupon | 41873 | 6 | coupon_code coupon_type discount_amount valid_from valid_to campaign_id | Coupons with their rules. Codes of partners are loaded by hand on Mondays.
shop | return_request | 9120447 | 1 | return_id order_id order_line_id quantity return_reason requested_at refund_amount refunded_at updated_at | Switchbacks as asked for on the web page. What really came back is in the warehouse's return_inspection.
shop | customer_account | 14872201 | 2 | customer_id first_name last_name email_address phone_number birth_date language_code country_code created_at updated_at | Accounts of the web shop. People who only ever buy in basecamps are not in here.
shop | customer_address | 22110398 | 2 | customer_id customer_name street_address postal_code city country_code updated_at | Address book of the web shop.
shop | wish_list | 8800121 | 6 | customer_id variant_id created_at | Hearts.
shop | gift_card | 1190332 | 6 | coupon_code amount currency_code customer_email valid_to updated_at | 
pos | receipt | 402118754 | 3 | receipt_id basecamp_id till_id cashier_id member_id tender_type gross_amount tax_amount currency_code placed_at | Receipts of all tills, sent by the store server every two hours and once more after closing.
pos | receipt_line | 1204488190 | 3 | receipt_id variant_id quantity unit_price discount_amount tax_amount | Lines of receipts. Negative quantity is something that was handed back.
pos | till_session | 4410288 | 3 | till_id basecamp_id cashier_id opened_at closed_at difference_amount | Opening and closing of tills with the cash difference.
pos | door_counter | 88120044 | 1 | basecamp_id footfall_count event_time | Readings of the door sensors by quarter of an hour.
pos | basecamp | 142 | 24 | basecamp_id basecamp_name region city country_code floor_area_sqm opened_on latitude longitude | Master data of stores, kept by Basecamp Systems.
web | page_event | 8811920447 | 1 | event_id event_type session_id device_id device_type page_url page_type referrer_host ip_address user_agent experiment_id experiment_arm event_time ingest_date | All events of site and app, one row each. Huge; always filter on `ingest_date`.
web | search_event | 411872033 | 1 | event_id session_id search_text result_count language_code event_time ingest_date | What people look for in the shop's own search, with the number of results they got.
web | consent_event | 190442180 | 1 | device_id consent_purpose consent_given event_time ingest_date | Clicks on the consent banner.
web | app_install | 4102277 | 24 | device_id device_type country_code event_time | 
loyalty | member | 6120944 | 4 | member_id customer_id first_name last_name email_address birth_date tier points_balance joined_on left_on basecamp_id updated_at | Trailhead members. Tier is set on the first of March and never in between, whatever people on the phone say.
loyalty | points_ledger | 210448901 | 4 | member_id points_delta reward_code receipt_id event_time | Every point earned and spent. Append only.
loyalty | reward | 320 | 24 | reward_code coupon_type points_delta valid_from valid_to | Rewards that points can buy.
loyalty | consent | 18220114 | 4 | member_id consent_purpose consent_given consent_at | Consent given or withdrawn in the club, by purpose.
service | ticket | 5120448 | 2 | ticket_id customer_id topic_label priority channel agent_id opened_at first_reply_minutes resolved_at | Tickets of the help desk.
service | chat | 2204110 | 2 | ticket_id chat_transcript agent_id opened_at closed_at | Transcripts of chats. Contains whatever people type, card numbers included; masked in the next layer.
service | survey_answer | 1802233 | 24 | ticket_id order_id satisfaction_score nps_score comment_text event_time | Answers to the two surveys, after delivery and after a ticket.
service | phone_call | 904112 | 24 | ticket_id agent_id phone_number opened_at duration_seconds | Call log of the switchboard.
marketing | ad_spend | 3310228 | 8 | campaign_id campaign_name ad_channel country_code cost_amount impressions clicks calendar_date | Daily cost from the three ad platforms, in their currency and their time zone.
marketing | newsletter_send | 780114920 | 8 | campaign_id member_id email_address subject_line sent_at opened_count clicks unsubscribed_count | One row for each mail sent.
marketing | social_post | 44120 | 24 | campaign_id ad_channel published_at impressions clicks | 
marketing | guide_article | 2230 | 24 | trail_id trail_name article_title author_name distance_km ascent_m latitude longitude published_at | Trail guides of the magazine with the trail they describe.
pim | article | 38120 | 2 | article_id article_name brand category_path material recycled_share care_code season_code supplier_id is_active launched_on updated_at | Articles as the content team keeps them.
pim | variant | 412884 | 2 | variant_id article_id ean colour_name size_label weight_grams is_active updated_at | Sizes and colours.
pim | attribute | 6120338 | 2 | article_id attribute_name attribute_value language_code | All other facts about articles: waterproofness, insulation, denier, number of hobnails.
pim | media | 904412 | 6 | article_id image_url created_at | Photos and where they lie.
pim | price_list | 18220448 | 2 | variant_id country_code channel list_price selling_price valid_from valid_to | Prices by country and channel, with the day they start.
payments | payment_event | 388120447 | 1 | payment_id order_id provider_code provider_reference payment_method payment_status amount currency_code card_token card_last_four event_time | What the payment providers tell us by webhook.
payments | settlement_file | 12044871 | 24 | settlement_id provider_code payment_id amount fee_amount currency_code settled_on | Lines of the payout files. One file per provider and bank day.
payments | chargeback | 188204 | 24 | payment_id chargeback_reason amount opened_at closed_at | Disputes opened by banks.
payments | fraud_review | 904471 | 2 | order_id fraud_score rule_hits review_outcome agent_id reviewed_at | Reviews by the risk team, with the rules that had fired.
wms | stock_level | 188044120 | 1 | location_id variant_id bin_code on_hand_units reserved_units in_transit_units updated_at | Stock by shelf, now. History is in stock_snapshot.
wms | stock_snapshot | 4120448710 | 120 | location_id variant_id on_hand_units reserved_units snapshot_date | Stock at midnight of each day.
wms | stock_adjustment | 8120447 | 4 | location_id variant_id counted_units difference_units adjustment_reason event_time | Corrections after counting.
wms | inbound_delivery | 904411 | 4 | purchase_order_id warehouse_code variant_id ordered_quantity received_quantity expected_on received_at | What the trucks brought.
wms | pick_task | 288110475 | 1 | pick_id wave_id order_id variant_id quantity bin_code picker_id picked_at | One row for each walk to a shelf.
wms | shipment | 91044872 | 1 | shipment_id order_id warehouse_code carrier_code service_level packed_at shipped_at | Boxes that left.
wms | return_inspection | 8804412 | 4 | return_id variant_id quantity condition_grade inspected_reason received_at picker_id | What the warehouse found in returned parcels.
carriers | parcel | 96120447 | 2 | parcel_id shipment_id carrier_code tracking_number service_level promised_on shipping_cost delivered_at | Parcels with labels, from four carriers.
carriers | tracking_scan | 1204471120 | 1 | parcel_id cairn_code cairn_text scanned_at city country_code | Cairns: each scan of each parcel, already mapped to our 14 codes.
carriers | rate_card | 12044 | 240 | carrier_code lane_code service_level unit_price valid_from valid_to | Rates as negotiated. Confidential between us and each carrier.
carriers | damage_claim | 44120 | 24 | parcel_id carrier_code amount opened_at closed_at | 
carriers | customs_declaration | 2204418 | 24 | declaration_id shipment_id hs_code duty_amount incoterm country_code event_time | Declarations for parcels that leave the union.
sap | bkpf_document | 61204471 | 12 | document_number posting_date period posted_by currency_code | Document headers from the ledger. The table behind has 112 columns, these are the ones that anybody asked for.
sap | bseg_posting | 480114471 | 12 | posting_id document_number account_number cost_centre debit_amount credit_amount vat_rate | Postings. One document has many.
sap | skat_account | 4120 | 24 | account_number account_name language_code | Names of accounts.
sap | csks_cost_centre | 881 | 24 | cost_centre manager_id valid_from valid_to |
sap | ekko_purchase_order | 188044 | 12 | purchase_order_id supplier_id currency_code posting_date posted_by | Purchasing document header: our orders to makers.
sap | ekpo_purchase_line | 2204471 | 12 | purchase_order_id variant_id ordered_quantity unit_cost expected_on | Purchasing document items.
sap | lfa1_supplier | 1890 | 24 | supplier_id supplier_name factory_country iban audit_score audited_on | Makers and their factories. Bank details are masked outside Finance.
mend | job | 1804471 | 2 | job_id customer_id item_serial article_id workshop_code fault_code is_warranty repair_cost opened_at closed_at technician_id | Mend jobs from intake to hand-over.
mend | job_part | 4120447 | 2 | job_id part_code quantity unit_cost | Parts used in jobs.
mend | job_step | 9120441 | 2 | job_id technician_id minutes_spent event_time | Steps at the bench with the time they took.
mend | part_stock | 12044 | 24 | workshop_code part_code on_hand_units safety_stock_units | Spare parts by workshop.
mend | resale_intake | 604471 | 4 | intake_id member_id article_id item_serial condition_grade buyback_price event_time | Used gear handed in for Second Ascent.
mend | resale_listing | 512044 | 4 | intake_id listed_price days_listed sold_at order_id | Listings of used gear and how they ended.
locker | rental | 804471 | 2 | rental_id customer_id locker_id variant_id picked_up_at returned_at deposit_amount amount wear_score | Rentals, open and closed.
locker | locker | 1290 | 24 | locker_id locker_site latitude longitude opened_on battery_pct | Lockers and where they stand.
locker | locker_event | 12044718 | 1 | locker_id event_type battery_pct event_time | Doors, locks, low batteries.
hr | employee | 18204 | 24 | employee_id employee_name job_title manager_id basecamp_id contract_hours salary_band hired_on left_company_on | Staff, present and past. Access on request only, and the answer is mostly no.
hr | shift | 14120447 | 12 | employee_id basecamp_id shift_date shift_hours worked_hours | Planned and worked shifts.
hr | absence | 804471 | 24 | employee_id absence_type valid_from valid_to |
hr | training | 304471 | 24 | employee_id course_code completed_on score | Courses taken.
reference210 | country | 249 | 2000 | iso_country country_name currency_code | Countries, loaded once. The copy of the retail lake.
reference641 | country | 249 | 700 | iso_country country_name currency_code region | Countries with our sales regions. The copy of the operations lake; it has one more column than the other one and people mix them up.
reference210 | holiday | 12044 | 900 | holiday_date holiday_name iso_country | Public holidays, by country and year.
reference641 | exchange_rate | 188044 | 24 | calendar_date currency_code exchange_rate | Rates of the central bank.
ops210 | load_log | 3120447 | 1 | run_id dataset_name rows_loaded duration_seconds event_time | What was loaded, when, how much. Retail lake.
ops641 | load_log | 2204471 | 1 | run_id dataset_name rows_loaded duration_seconds event_time | What was loaded, when, how much. Operations lake.
""", 6)
