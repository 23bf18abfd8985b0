"""Who works at Northfold. One row a person: short name, full name, title, team; an asterisk marks one who has left."""

from . import rows

MAIL = "northfold.example"

TEAMS = rows("""
checkout-crew | Checkout Crew | Builds the web shop and its basket. Also answers for the order events.
order-desk | Order Desk | Owns what an order is, in every channel.
basecamp-systems | Basecamp Systems | Tills, handhelds and everything else that beeps in a store.
trailhead-club | Trailhead Club | The loyalty programme: members, points, tiers.
service-hub | Service Hub | Customer service, chat and phone.
range-planning | Range Planning | Decides what is on the shelf next season.
product-content | Product Content | Names, photos, materials and sizes of every article.
warehouse-tech | Warehouse Tech | The three warehouses and their software.
parcel-desk | Parcel Desk | Carriers, labels, tracking and customs.
mend-workshop | Mend Workshop | Repairs jackets, boots and tents; re-sells what comes back.
loan-locker | Loan Locker | Rents out gear from lockers at trailheads and in stores.
finance-data | Finance Data | Ledger, closing and the numbers that auditors see.
payments-risk | Payments and Risk | Taking money, and not taking stolen money.
growth | Growth | Campaigns, newsletters and the budget for both.
web-insight | Web Insight | How people move through the site and the app.
people-analytics | People Analytics | Head count, rota and training. A small team with a big lock.
data-platform | Data Platform | Runs the lakes, the warehouse, the catalog and the pager.
data-science | Data Science | Forecasts, recommendations and the models behind both.
""", 3)

PEOPLE = rows("""
ingrid.solheim | Ingrid Solheim | Head of Orders | order-desk
tomas.brandt | Tomas Brandt | Data Product Manager, Orders | order-desk
wanjiru.kamau | Wanjiru Kamau | Analytics Engineer | order-desk
leo.marchetti | Leo Marchetti | Staff Engineer | checkout-crew
saoirse.byrne | Saoirse Byrne | Engineering Manager | checkout-crew
hamid.rostami | Hamid Rostami | Backend Engineer | checkout-crew
greta.lindahl | Greta Lindahl | Store Systems Lead | basecamp-systems
pavel.dvorak | Pavel Dvořák | Integration Engineer | basecamp-systems
amara.okonkwo | Amara Okonkwo | Director of Membership | trailhead-club
jules.fontaine | Jules Fontaine | CRM Analyst | trailhead-club
noor.haddad | Noor Haddad | Data Steward, Customer | trailhead-club
bettina.kruse | Bettina Kruse | Head of Customer Service | service-hub
rafael.pinto | Rafael Pinto | Service Analyst | service-hub
mei.tanaka | Mei Tanaka | Merchandise Planner | range-planning
oskar.nyberg | Oskar Nyberg | Senior Buyer | range-planning
clara.whitfield | Clara Whitfield | Content Lead | product-content
daniel.osei | Daniel Osei | PIM Engineer | product-content
ruth.eriksen | Ruth Eriksen | Warehouse Systems Manager | warehouse-tech
miguel.santos | Miguel Santos | Data Engineer, Supply Chain | warehouse-tech
freya.holm | Freya Holm | Inventory Analyst | warehouse-tech
yusuf.demir | Yusuf Demir | Shipping Product Owner | parcel-desk
anneke.devries | Anneke de Vries | Customs Specialist | parcel-desk
bjorn.hauge | Bjørn Hauge | Master Repairer and Data Owner | mend-workshop
lucia.ferrari | Lucía Ferrari | Resale Manager | mend-workshop
sam.achterberg | Sam Achterberg | Engineer, Circular | mend-workshop
kirsten.vik | Kirsten Vik | Rental Lead | loan-locker
tunde.bakare | Tunde Bakare | Rental Analyst | loan-locker
helena.strom | Helena Ström | Financial Controller | finance-data
ravi.menon | Ravi Menon | Finance Data Engineer | finance-data
dorothea.lang | Dorothea Lang | Chief Accountant | finance-data
viktor.petrov | Viktor Petrov | Payments Lead | payments-risk
chiara.romano | Chiara Romano | Fraud Analyst | payments-risk
elliot.grant | Elliot Grant | Growth Director | growth
priya.nair | Priya Nair | Campaign Analyst | growth
marek.zielinski | Marek Zieliński | Marketing Technologist | growth
sofia.lund | Sofia Lund | Web Analytics Lead | web-insight
kwame.mensah | Kwame Mensah | Tagging Engineer | web-insight
astrid.moen | Astrid Moen | Head of People Analytics | people-analytics
gil.shapiro | Gil Shapiro | Workforce Analyst | people-analytics
nadia.belkacem | Nadia Belkacem | Data Platform Lead | data-platform
erik.johansen | Erik Johansen | Site Reliability Engineer | data-platform
lin.zhao | Lin Zhao | Data Governance Manager | data-platform
theo.papadakis | Theo Papadakis | Lead Data Scientist | data-science
hanna.weiss | Hanna Weiß | Machine Learning Engineer | data-science
per.aasen* | Per Aasen | Former Data Engineer | data-platform
""", 4)


class Directory:
    """Looks people and teams up by their short names."""

    def __init__(self):
        self.people = {short.rstrip("*"): (full, title, team, not short.endswith("*")) for short, full, title, team in PEOPLE}
        self.teams = {short: (display, text) for short, display, text in TEAMS}

    def is_team(self, name):
        return name in self.teams

    def display(self, name):
        return self.teams[name][0] if self.is_team(name) else self.people[name][0]

    def mail(self, name):
        return f"{name}@{MAIL}"

    def members(self, team):
        return [name for name, (_, _, of, active) in self.people.items() if of == team and active]
