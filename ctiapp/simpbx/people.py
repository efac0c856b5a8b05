"""Names of people: several scripts, long ones and short ones, as many as asked for."""

from __future__ import annotations

import random
import unicodedata

COLLEAGUES = (
    ("Kristin", "Hale"),
    ("Leo", "Ball"),
    ("Phillip", "Huff"),
    ("Terrell", "Smith"),
    ("Zoë", "Müller-Lüdenscheidt"),
    ("晓明", "王"),
    ("Анна", "Кузнецова"),
    ("María José", "Fernández de la Vega Sanz"),
    ("ليلى", "المنصوري"),
    ("Νίκος", "Παπαδόπουλος"),
    ("Søren", "Ærøskøbing"),
    ("Lobby", "phone"),
    ("Jürgen", "Weiß"),
    ("丽华", "陈"),
    ("Дмитрий", "Соловьёв-Седой"),
    ("Aoife", "Ní Dhomhnaill"),
    ("Wolfeschlegelsteinhausen", "von Bergerdorff-Hohenzollern-Sigmaringen"),
    ("さくら", "山田"),
    ("Łukasz", "Wójcik"),
    ("Nguyễn", "Thị Minh Khai"),
    ("Ève", "D'Amboise"),
    ("יעל", "כהן"),
    ("Ó", "Li"),
    ("Madison", "Cooper"),
    ("Kevin", "Connor"),
)

# One long text each: a list with a line a name would be four pages.
_GIVEN = (  # noqa: SIM905 - see above
    "Ada Alma Amélie Amir Andrés Anneke Asger Astrid Aurélie Ayşe Beatriz Benoît Björn Bruno "
    "Carla Célia Chloé Clara Daan Dagmar Damian Darja David Dieter Dorota Eamon Edith Eero Elif "
    "Elena Emil Émile Esra Eva Fabio Fatima Felix Finn Francesca Françoise Frida Gábor Georg "
    "Giulia Grace Hana Håkon Hannah Hans Helena Henrik Hugo Ida Ilse Imre Ines Ingrid Isabel "
    "Ivana Jakub Jan Janine Jiří João Johanna Jonas José Júlia Kamil Karin Katarzyna Klára Lars "
    "Laura Léa Lena Linnéa Lucía Luis Magda Maja Marek Margot Maria Mats Mehmet Mia Milan Nadia "
    "Niamh Nora Olga Oscar Paula Pavel Petra Pilar Rasmus Renée Rosa Sara Sofía Stefan Tamás "
    "Teresa Théo Tomáš Ursula Vera Viktor Wanda Yusuf Zuzana"
).split()

_FAMILY = (  # noqa: SIM905
    "Abel Ågren Aguilar Almeida Andersen Antić Arslan Bachmann Bąk Bakker Barros Baumgartner "
    "Becker Benítez Bergström Bianchi Björk Blanchard Böhm Borg Brandt Byrne Cabrera Castaño "
    "Čermák Çelik Colombo Conti Costa Dahl Delacroix Demir Díaz Dietrich Dubois Dvořák Eder "
    "Eklund Engel Eriksson Esposito Falk Farkas Fernandes Fischer Fontaine Friis Fuchs Gallo "
    "Garnier Gonçalves Graf Grünwald Gutiérrez Haas Halvorsen Hansen Hartmann Heikkinen Herrera "
    "Hoffmann Holm Horváth Huber Ibáñez Iversen Jansen Jensen Jiménez Joubert Kaya Keller Kiss "
    "Klein Koch König Kovács Kowalski Kraus Krüger Lambert Larsen Lefèvre Lehmann Lindqvist "
    "López Lund Maier Marchetti Marques Martín Mazur Meijer Mendes Meyer Moreau Moretti Muñoz "
    "Nagy Navarro Neumann Nielsen Novák Nowak Núñez O'Brien O'Connell Olsen Ortega Øverland "
    "Papp Pavlović Pereira Peters Petrov Pichler Pinto Popescu Quintero Ramírez Rasmussen Reis "
    "Richter Rossi Roux Ruiz Šimek Sørensen Schäfer Schmidt Schröder Sequeira Silva Soto "
    "Stein Szabó Tanaka Teixeira Thomsen Torres Tóth Urban Vargas Vaz Vermeulen Vidal Vogel "
    "Wagner Walsh Weber Wiśniewski Wolf Yıldız Zapata Ziegler Zimmermann"
).split()

_CHINESE = (
    tuple("王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁"),
    tuple("伟芳娜敏静丽强磊军洋勇艳杰涛明超霞平刚桂"),
)
_CYRILLIC = (
    ("Иванов", "Петренко", "Соколов", "Шевченко", "Лебедев", "Ковалёв", "Мороз", "Ткаченко"),
    ("Алексей", "Сергей", "Олег", "Игорь", "Юрий", "Артём", "Максим", "Тарас"),
)
_ARABIC = (
    ("الحداد", "النجار", "الخطيب", "العلي", "المصري", "الشامي"),
    ("أحمد", "فاطمة", "يوسف", "مريم", "خالد", "سارة"),
)
_OTHER_SCRIPTS = (_CHINESE, _CYRILLIC, _ARABIC)
_EVERY_OTHER_SCRIPT = 7


def names(count: int, *, seed: int) -> list[tuple[str, str]]:
    """Return ``count`` (given, family) names; none repeats before twenty thousand."""
    chosen = list(COLLEAGUES[:count])
    rng = random.Random(seed)
    latin = [(given, family) for given in _GIVEN for family in _FAMILY]
    rng.shuffle(latin)
    others = [
        (given, family)
        for families, givens in _OTHER_SCRIPTS
        for family in families
        for given in givens
    ]
    rng.shuffle(others)
    index = 0
    while len(chosen) < count:
        if index % _EVERY_OTHER_SCRIPT == 0 and others:
            chosen.append(others.pop())
        else:
            given, family = latin[index % len(latin)]
            lap = index // len(latin)
            chosen.append((given, family if lap == 0 else f"{family}-{_FAMILY[lap]}"))
        index += 1
    return chosen


def mailbox(given: str, family: str, number: str) -> str:
    """Return an e-mail address for a person; names beyond ASCII fall back to the extension."""
    plain = unicodedata.normalize("NFKD", f"{given}.{family}").encode("ascii", "ignore").decode()
    local = "".join(char for char in plain.lower() if char.isalnum() or char in ".-")
    readable = local.strip(".-")
    return f"{readable if '.' in readable else f'ext{number}'}@harbour-hotel.example"
