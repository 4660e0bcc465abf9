"""The closed word lists of Larkspur: people, companies, products, plans, regions, features.

In: tuples of words. Out: sentences (tickets, incidents and passages build those).
"""

PRODUCTS = ("Larkspur Base", "Larkspur Queue")
PLANS = ("Seed", "Stem", "Bloom", "Meadow")
REGIONS = ("eu-west", "eu-north", "us-east", "us-west", "ap-south", "sa-east")
CATEGORIES = ("billing", "outage", "access", "bug", "feature")
MONTHS = tuple(
    """
January February March April May June July August September October November December
""".split()
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NAMES = tuple(
    """
Ada Adil Agnes Aiko Alba Alex Amara Amir Ana Andrei Anouk Arjun Asha Astrid Aylin Bao Beatriz
Ben Bianca Boris Bruno Camila Carl Carmen Chen Chidi Clara Dana Daniel Dario David Deepa Diego
Dina Elena Elif Emeka Emil Emma Esra Eva Farid Fatima Felix Finn Frida Gita Goran Grace Greta
Hana Hassan Helga Henri Hugo Ida Imani Ines Ingrid Isaac Ivan Jana Jin Joana Jonas Jorge Julia
Kamal Karin Kemal Kenji Kira Kofi Lars Laila Lena Leo Lin Lina Luca Lucia Luis Maja Malik Mara
Marco Maria Marta Mateo Maya Mei Mia Milan Mina Mira Nadia Naomi Nia Nils Nina Noah Nora Olga
Omar Oscar Pablo Paula Pavel Petra Pia Priya Rafael Ravi Rita Rosa Ruth Samir Sara Selma Sina
Sofia Sven Tariq Tess Tomas Uma Vera Victor Wanda Wei Yara Yusuf Zara Zoe
""".split()
)
TRADES = """
Bakery Logistics Labs Bank Clinic Books Energy Travel Games Foods Media Motors Textiles
Insurance School Telecom Pharmacy Gardens Robotics Shipping
""".split()
FEATURES = tuple(
    """
backup|restore|replication|failover|query planner|connection pool|read replica|audit log|dashboard
import tool|export job|index build|full-text search|point-in-time recovery|schema editor
metrics page|alert rule|dead letter list|retry policy|consumer group|message filter|delay queue
batch publisher|webhook|command line tool|Python driver|Java driver|Go driver|REST endpoint
access key page|usage report|query history|snapshot|cluster resize|topic list|stream viewer
data browser|migration wizard|scheduled job|rate limiter|status page|mobile app|Terraform module
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
ITEMS = tuple(
    """
tickets messages backups servers disks invoices licences reports boxes cables crates books coins
stickers pens cups chairs lamps plants apples pears oranges eggs loaves cookies tokens cards keys
badges parcels letters stamps tables bottles jars bags shelves screens phones tiles bricks planks
seeds roses tulips fish shells marbles ribbons buttons candles tickets-stubs magnets puzzles kites
""".replace("tickets-stubs", "vouchers").split()
)
