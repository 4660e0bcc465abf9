"""Open lists of names for the slots of written texts: people, places, services, plans.

In: words. Out: how a slot is filled (hands.py), which adds made-up words to each list.
"""

NAMES = tuple(
    """
Abdul Abigail Adele Ahmed Aisling Akira Alan Alfonso Alice Amina Anders Andrew Angela Anita Anna
Anton Arash Arthur Ayesha Barbara Beat Benedikt Bernd Bethany Bjorn Brenda Brian Bridget Caleb
Carlos Caroline Catherine Cem Charlotte Chloe Christine Claire Colin Cormac Cynthia Damian Dennis
Derek Dilip Dimitri Dominic Donna Doris Duncan Edith Edward Eileen Elizabeth Ellen Enrique Eric
Esther Eugene Fabian Feng Fiona Florence Francis Frank Gareth Gemma George Gerald Gloria Gordon
Graham Gunnar Gwen Hamza Harold Harriet Heather Hector Helen Henry Hilde Howard Hyun Ian Ilse Irene
Isabel Jack Jacob James Janet Jason Jean Jeremy Jessica Joan John Joseph Joyce Judith Julian Kaito
Karen Kate Keith Kelly Kenneth Kevin Kwame Lakshmi Laura Leila Leonard Leslie Liam Linda Lisa Lloyd
Louise Lucy Lydia Malcolm Manuel Marcus Margaret Mark Martin Mary Matthew Maureen Megan Mehmet
Michael Miguel Miriam Mohamed Monica Nancy Natalie Neil Nicole Nigel Nisha Norman Oliver Olivia
Orla Oskar Otto Owen Pamela Patricia Patrick Paul Pedro Peter Philip Phoebe Quentin Rachel Raj Ralph
Rebecca Renata Richard Robert Roger Ronan Rosalind Roy Russell Sabine Sally Sandra Sanjay Sean
Sergio Sharon Shirin Silvia Simon Stella Stephen Stuart Susan Tamara Terence Teresa Thelma Theo
Thomas Tim Tobias Trevor Tuan Ulrich Ursula Valerie Vanessa Veronica Vijay Vincent Violet Walter
Wendy William Winston Xavier Yasmin Yuki Yvonne Zainab
""".split()
)
SURNAMES = tuple(
    """
Abbott Achterberg Adeyemi Andersen Banerjee Barnes Becker Bergmann Blackwood Bowen Brandt Bukowski
Callahan Castellano Chaudhry Clarke Cooper Costa Dalton Demir Diaz Dubois Eriksson Farrell Ferrari
Fischer Fletcher Fonseca Friedrich Gallagher Garcia Ghosh Gruber Gupta Haddad Hansen Harrington
Hoffmann Holloway Horvat Hughes Ibrahim Iyer Jankowski Jensen Kaplan Kaur Keller Kowalski Kruger
Kumar Lambert Larsen Lindqvist Lopez Mahmoud Marchetti Mbeki Mendes Moreau Murphy Nakamura Navarro
Nguyen Novak Nyberg Obi Okafor Okonkwo Oliveira Osborne Papadakis Patel Pereira Petrov Pham Quinn
Ramirez Reyes Richter Rossi Ruiz Sandhu Santos Sato Schneider Schwarz Sharma Silva Singh Sorensen
Stewart Sullivan Suzuki Szabo Tanaka Thompson Torres Tran Ueda Vargas Vasquez Vogel Wagner Walsh
Weber Whitaker Wilkins Wong Yamamoto Yilmaz Zhang Ziegler
""".split()
)
TRADES = """
Bakery Logistics Labs Bank Clinic Books Energy Travel Games Foods Media Motors Textiles Insurance
School Telecom Pharmacy Gardens Robotics Shipping GmbH Ltd Inc LLC Group Partners Software Systems
Analytics Studio Works Retail Airlines Hotels Dental Legal Farms Brewing Optics Freight Tools
Consulting Ventures Health Outdoor Records
""".split()
PLACES = tuple(
    """
Aarhus Adelaide Antwerp Athens Auckland Austin Bangalore Barcelona Basel Belfast Bergen Berlin
Bilbao Bogota Boise Bordeaux Boston Bremen Brisbane Bristol Brno Bruges Brussels Budapest Cairo
Calgary Cardiff Chennai Chicago Cologne Copenhagen Cork Cusco Dakar Dallas Delhi Denver Detroit
Dortmund Dresden Dublin Durban Edinburgh Essen Frankfurt Galway Gdansk Geneva Genoa Ghent Glasgow
Graz Hamburg Hanoi Helsinki Houston Innsbruck Istanbul Izmir Jakarta Kampala Karachi Kobe Krakow
Kyoto Lagos Leeds Leipzig Lille Lima Lisbon Liverpool London Lyon Madrid Malmo Manchester Manila
Marseille Melbourne Memphis Milan Montreal Mumbai Munich Nairobi Nantes Naples Oakland Odense Osaka
Oslo Ottawa Oxford Paris Perth Phoenix Porto Portland Prague Pune Quito Reykjavik Riga Rome
Rotterdam Salzburg Santiago Seattle Seoul Seville Sheffield Singapore Sofia Stockholm Stuttgart
Sydney Tallinn Tampere Tartu Tbilisi Tokyo Toronto Toulouse Trieste Tromso Tunis Turin Utrecht
Valencia Vancouver Vienna Vilnius Warsaw Wellington Winnipeg Zagreb Zurich Wyoming Tasmania Bavaria
Provence Ontario Gujarat Alberta Cornwall Normandy
""".split()
)
STEMS = """
auth billing orders events mail search ingest export session cart ledger metrics audit invoice
payment catalog media report user profile notify webhook image stock pricing archive backup sync
geo feed chat log token quota tenant config upload
""".split()
PARTS = """
api db queue worker cluster gateway cache broker node service index replica shard proxy scheduler
server table pool topic stream primary host job consumer router
""".split()
WORDS = tuple(
    """
amber anchor aspen atlas aurora badger basalt beacon birch bison bramble breeze canyon cedar cinder
clover cobalt comet copper coral cosmos crane cricket delta drift dune eagle ember falcon fern
finch fjord flint forge fossil gale garnet glacier granite grove harbor hawk hazel heron indigo iris
ivory jasper juniper kestrel lagoon lantern lark lichen linden lotus lynx magnet maple marble meadow
mercury mesa mint mosaic moss nebula nettle nimbus nova oasis ocean olive onyx opal orbit orchid
osprey otter pebble pepper pine plover poplar prairie prism quarry quartz quill raven reef ridge
river robin rowan saffron sage sierra slate sparrow spruce stone summit swift sycamore tern thistle
thunder tide timber topaz trellis tulip tundra umber valley velvet vesper violet walnut willow wren
zephyr
""".split()
)
KINDS = """
Index Planner Bridge Mirror Sync Backup Vault Relay Gateway Studio Console Agent Driver Monitor
Export Archive Shield Router Connector Project Suite Mode Pipeline Scheduler Portal
""".split()
PLANS = tuple(
    """
Starter Basic Standard Growth Plus Premium Pro Business Enterprise Team Solo Hobby Scale Essentials
Advanced Ultimate Professional Lite Core Flex Bronze Silver Gold Platinum Community Campus Nonprofit
Startup Studio Agency Unlimited Developer Classic Compact Large Medium Small Entry Corporate Partner
""".split()
)
