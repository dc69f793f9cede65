namespace Reconciler.Benchmarks.Estates;

/// <summary>What people, departments, projects and programs are called.</summary>
internal static class Names
{
    public static readonly string[] Given = Words("""
        Ada Adrian Agnes Aisha Alba Albert Alice Alma Amara Amir Ana Anders Andrea Anita Anna Anton Aria Arthur Asha Astrid Aurora Ayla Beatriz Ben Bianca
        Björn Bruno Camille Carla Carlos Caspian Cecilia Chidi Chiara Clara Claude Cora Dalia Dana Daniel Daria David Diego Dilan Dora Edith Edwin Eero Elena
        Elias Elif Elin Elise Emeka Emil Emma Enzo Erik Esme Esther Eva Fabian Farah Fatima Felix Filip Fiona Flora Frida Gabriel Georg Gianni Grace Greta
        Gustav Hana Hanna Harald Hassan Heidi Helena Henrik Hugo Ian Ida Ilse Imani Ines Ingrid Irene Isabel Ivan Jakob Jana Jasper Jens Joana Joel Johan
        Jonas Jorge Juan Judith Julia Kai Karim Karin Katya Kenji Kira Klara Kofi Lara Lars Laura Layla Lea Leo Leonie Lia Lin Lisa Livia Louis Luca Lucia
        Ludwig Luis Luna Magda Maja Marco Maria Marta Matteo Maya Mei Mila Mira Mona Nadia Naomi Nela Nia Nico Nils Nina Noah Nora Olga Oliver Omar Oscar Otto
        Paul Petra Pia Priya Rafael Rania Rosa Ruben Ruth Saga Sami Sara Selma Sigrid Silas Sofia Sven Tara Theo Tilda Tomas Uma Vera Viktor Wanda Yara Yuki Zoe
        """);

    public static readonly string[] Surnames = Words("""
        Abbott Abel Acker Adler Ahmed Albrecht Almeida Alvarez Andersen Appleby Arnesen Arroyo Ashdown Aslan Auer Bakker Baldwin Barros Bauer Becker Bellamy
        Berg Bergstrom Bianchi Blake Blom Bonnet Bosch Bradley Brandt Braun Brennan Brook Bruun Byrne Caldwell Calloway Campos Carlsen Carter Castell Chandra
        Clarke Conti Copperfield Costa Coulter Cruz Dahl Dalgaard Dalton Danner Delgado Dietrich Drake Dubois Duran Eastwood Eberle Eklund Ellingsen Elwood
        Engel Eriksen Esposito Evers Fairbank Falk Farrow Faulkner Ferrari Fischer Fjord Fleming Fontaine Forsberg Foster Franke Friis Fuchs Gallagher Garcia
        Gerber Gill Goldberg Gomez Granger Greenfield Grimaldi Haas Hagen Halloway Hansen Harding Hartmann Hassan Haugen Hawthorne Heller Hendrix Herrera Hill
        Hoffmann Holm Horvat Hughes Ibrahim Iversen Jansen Jensen Johansson Jones Kaplan Karlsen Kaya Keller Kemp Khan Kimura Klein Knight Kovac Kowalski Krause
        Kristensen Kumar Lambert Larsen Laurent Lehmann Leone Lind Lindqvist Lopez Lund Madsen Maier Marchetti Martin Mason Mendes Meyer Miller Molina Moreau
        Morgan Moser Nakamura Navarro Nielsen Nilsen Nordin Novak Nowak Oakley Okafor Okonjo Olsen Ortega Osterhagen Otieno Palmer Park Patel Pellworth Petersen
        Pires Pohl Porter Quill Ramos Rasmussen Reyes Richter Rivera Romano Rossi Roth Russo Ryan Salonen Santos Sato Sauer Schmidt Schneider Schulz Seidel Silva
        Singh Skov Solberg Sommer Stein Stone Strand Sundberg Suzuki Tanaka Taylor Thorsen Torres Toth Turner Ueda Underwood Vance Varga Vasquez Vega Vogel
        Wagner Walsh Weber Weiss Wells Werner West Whitfield Winter Wolf Woods Wright Yamada Yilmaz Young Zeller Ziegler Zimmer
        """);

    public static readonly string[] Titles =
    [
        "Accountant", "Analyst", "Architect", "Buyer", "Case worker", "Consultant", "Controller", "Coordinator", "Data engineer", "Designer", "Developer", "Engineer",
        "Field technician", "Head of team", "Legal counsel", "Planner", "Product manager", "Programme lead", "Recruiter", "Sales representative", "Senior engineer",
        "Service agent", "Specialist", "Support engineer", "Technical writer", "Tester",
    ];

    public static readonly string[] Departments =
    [
        "Engineering", "Sales", "Operations", "Finance", "Customer service", "Marketing", "Human resources", "Legal", "Procurement", "Research", "Quality", "Logistics",
        "Manufacturing", "Information security", "Facilities", "Product", "Data platform", "Communications", "Internal audit", "Field service",
    ];

    public static readonly string[] Projects = Words("""
        Anchor Aspen Atlas Aurora Badger Beacon Birch Bluebird Bridge Canyon Cedar Citadel Comet Compass Coral Cypress Delta Dune Eclipse Ember Falcon Fern Forge
        Garnet Glacier Granite Harbor Harvest Heron Horizon Iris Juniper Keystone Lagoon Lantern Larch Lighthouse Lotus Magnet Maple Meadow Meridian Nebula Nimbus
        Northstar Oasis Orbit Orchard Osprey Peregrine Pioneer Prairie Quartz Quasar Rampart Ranger Redwood Ridge Sable Sequoia Sierra Skylark Solstice Spruce
        Summit Sundial Tamarack Tangent Teal Tempest Tundra Vertex Violet Voyager Walnut Willow Zenith Zephyr
        """);

    public static readonly string[] Purposes = ["contributors", "readers", "reviewers", "approvers", "on call", "mailing", "licences", "shared drive", "vpn", "build", "release", "pilot"];

    public static readonly string[] Programs =
    [
        "Wiki", "Payroll", "Tickets", "Expenses", "Travel", "Learning", "Source control", "Build farm", "Dashboards", "Customer desk", "Contracts", "Warehouse", "Fleet",
        "Signing", "Recruiting", "Reviews", "Badges", "Rooms", "Surveys", "Ledger", "Catalogue", "Archive", "Monitoring", "Secrets", "Chat",
    ];

    public static readonly (string City, string Country)[] Offices =
        [("London", "GB"), ("Lisbon", "PT"), ("Oslo", "NO"), ("Munich", "DE"), ("Milan", "IT"), ("Kraków", "PL"), ("Osaka", "JP"), ("Austin", "US"), ("Toronto", "CA"), ("São Paulo", "BR")];

    /// <summary>As it stands in keys and file names: small ASCII letters, digits and hyphens.</summary>
    public static string Slug(string name) => string.Concat(name.ToLowerInvariant().Replace("ö", "o", StringComparison.Ordinal).Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));

    private static string[] Words(string text) => text.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
