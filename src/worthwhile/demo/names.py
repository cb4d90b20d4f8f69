"""Names for the crowd: given names of many countries, and family names, found or made up of two parts as place names are."""

from collections.abc import Iterator
from itertools import count
from random import Random


def _words(wall: str) -> list[str]:
    return wall.split()


GIVEN = _words(
    "Aino Amara Anneke Arif Astrid Bastian Beatriz Berk Birgit Bojan Brigid Calum Carla Chidi Clara Dafne Dagny Danilo Daria Ebba "
    "Edvin Eira Elif Emil Enzo Esra Fadi Farah Fenna Filip Freja Gael Gesa Gita Goran Hanne Haruto Hilde Hugo Idris Ilse Imani "
    "Inga Ivo Jakub Jana Javier Jelle Joana Jorun Jun Kaja Kamil Karim Katja Keiko Kiran Lars Leila Lena Linh Ljubica Lotte Luka "
    "Maarten Magda Malik Mara Marek Marit Mateo Mette Mikkel Milan Mina Mirela Nia Nikolai Nils Nima Niko Oda Olek Omar Orla Oskar "
    "Paloma Pavel Petra Pia Quentin Rafael Rana Reza Rikke Rosa Ruben Runa Sanne Selma Signe Silvan Sina Stefan Sunniva Tadeo "
    "Tamsin Tarek Teun Thora Tibor Tilda Tomas Ulla Vera Vidar Wanda Wim Yara Yusuf Zeynep Zofia Øyvind Łucja"
)
FAMILY = _words(
    "Aasen Abiola Achterberg Albrecht Amundsen Anand Arslan Baptista Barzani Bekker Bellini Berentsen Bergqvist Bialik Blom "
    "Boateng Bosman Brandvold Brill Cardoso Castellan Cervenka Chowdhury Corrigan Dahlberg Danjuma Demir Dijkhuis Dreyer Dvorsky "
    "Eklund Engvik Eriksrud Falkner Farrelly Fjeldstad Fontaine Fossum Galvez Ganev Gerritsen Grabowska Grimstad Haugland Heikkala "
    "Hendrix Hoekstra Holgersen Horvatin Ibarra Ilves Iversrud Jablonski Jansma Jokinen Kallio Karlsrud Kaya Kessler Khoury "
    "Kjellberg Klerk Korhola Kowalik Kristoffersen Kvamme Lazarov Leclair Lindqvist Lombard Lunde Madsgaard Maier Malinov Marchand "
    "Matsuo Meijerink Mihalik Moreau Mwangi Nakagawa Nordahl Novakov Nyborg Obi Okamura Olsrud Oduya Ostrowska Öztürk Palacios "
    "Paulsrud Pereda Petrakis Pham Quist Raaijmakers Rahmani Rasmusrud Reinholt Ribeiro Rossetti Rustad Saarinen Sandvik Santoro "
    "Schreuder Sekulic Sharif Skovgaard Soares Solheim Staal Strandberg Szabo Takeda Tangen Terpstra Thorsby Tjoa Torvik Ueda "
    "Ulvestad Valente Vandermeer Varga Verhulst Vestby Vukovic Wahl Wedel Westergren Wierda Yıldız Zajac Zeman Zubiri Østby Ågren"
)
# Starts and ends of family names for each use, so that hardly two people share one.
STARTS = {
    "crowd": _words(
        "Aker Berg Brekk Dal Elv Fjell Furu Gran Haug Hav Holm Kirk Lind Lund Mell Myr Nord Rosen Sand Skog Sol Stein Strand Sund Vest Ytter"
    ),
    "lists": _words("Bar Chud Dub Fran Gol Jel Kras Len"),
    "strangers": _words(
        "Alba Berna Bori Carde Cova Domi Feli Fonta Gari Gava Hori Jano Kova Lara Loma Mene Mira Novo Pala Petra Quin Radi Rossi Sala Savo Tode Torre Vela Vita Zora"
    ),
    "copied": _words("Bram Drie Hoog Kloos Oster"),
}
ENDS = {
    "crowd": _words("bakken bø dahl eng gaard heim land lid løkken moen nes rud seter stad tveit vang vik voll"),
    "lists": _words("anek ava ecki enko ev inek inski kov ova ovich"),
    "strangers": _words("dakis lli ller mann nde rano schi sco tti veira vic zek"),
    "copied": _words("beek burg dijk graaf hof horst kamp laar man meer stra veld"),
}


def new_names(rng: Random, use: str) -> Iterator[tuple[str, str]]:
    """Pairs of given and family name, no name twice while they last; `use` says whose ("crowd", "lists", …)."""
    families = [start + end for start in STARTS[use] for end in ENDS[use]] + (FAMILY if use == "crowd" else [])
    given = list(GIVEN)
    rng.shuffle(families)
    rng.shuffle(given)
    for turn in count():
        yield given[turn % len(given)], families[turn % len(families)]
