"""The browser's own code, run in Node over the same files, gives what Python gives: the same articles and scores."""

import json
import random
import subprocess
from pathlib import Path

import pytest
import snowballstemmer
from shop import SHOP, article

from helpcentre.search.analyser import STEMMERS, Analyser, word_list
from helpcentre.search.index_writer import build_index
from helpcentre.search.packed_index import PackedIndex
from helpcentre.search.presentation import present_results
from helpcentre.search.query import search
from helpcentre.search.settings import SearchSettings
from helpcentre.search.shapes import Shape
from helpcentre.search.stemming import snowball

ROOT = Path(__file__).parents[2]
RUNNER = ROOT / "scripts" / "search_tools" / "node.mjs"
LETTERS = "abcdefghijklmnopqrstuvwxyzàèéìòùõäöü"

STEMS = """
import { pathToFileURL } from "node:url";
import { text } from "node:stream/consumers";
const { assets, stemmers, words } = JSON.parse(await text(process.stdin));
const { Analyser } = await import(pathToFileURL(assets + "/search-analyser.js"));
const { loadStemmer } = await import(pathToFileURL(stemmers));
const out = {};
for (const [stemmer, list] of Object.entries(words)) {
  const analyser = new Analyser(await loadStemmer(stemmer));
  out[stemmer] = list.map((word) => analyser.keys(word));
}
console.log(JSON.stringify(out));
"""


def node(arguments, message):
    done = subprocess.run(["node", *arguments], input=json.dumps(message), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def keys_in_node(words):
    stemmers = str(ROOT / "scripts/search_tools/stemmers.mjs")
    asked = {"assets": str(ROOT / "theme/assets/helpcentre"), "stemmers": stemmers, "words": words}
    return node(["--input-type=module", "-e", STEMS], asked)


def invented(number, seed=4):
    chance = random.Random(seed)
    starts = sorted({word for language in ("en", "it", "id", "et") for word in word_list(language, "stop")})
    endings = ["", "are", "zione", "mente", "ità", "kan", "nya", "dele", "misega", "s", "ing", "ed", "ness", "enza"]
    found = []
    for _ in range(number):
        middle = "".join(chance.choices(LETTERS, k=chance.randrange(1, 7)))
        found.append(chance.choice(["", chance.choice(starts)]) + middle + chance.choice(endings))
    return found


def test_every_stemmer_gives_the_same_keys_in_python_and_in_the_browsers_file(rounds):
    words = invented(rounds(60, 3000))
    expected = {name: [list(Analyser("xx", name).keys(word)) for word in words] for name in set(STEMMERS.values())}
    assert keys_in_node(dict.fromkeys(expected, words)) == expected


def test_the_quick_stemmers_give_what_the_package_gives(rounds):
    words = invented(rounds(300, 10_000), seed=8)
    for name in sorted(set(STEMMERS.values())):
        package = snowballstemmer.stemmer(name)
        assert list(map(snowball(name), words)) == package.stemWords(words), name


def test_our_four_languages_agree_on_many_more_invented_words(rounds):
    words = invented(rounds(2000, 30_000), seed=5)
    names = ("english", "italian", "indonesian", "estonian")
    expected = {name: [list(Analyser("xx", name).keys(word)) for word in words] for name in names}
    assert keys_in_node(dict.fromkeys(names, words)) == expected


def test_both_agree_on_every_word_of_a_corpus(request):
    folder = request.config.getoption("--search-corpus")
    if not folder:
        pytest.skip("give --search-corpus DIR with *.LANG.jsonl.gz files")
    import gzip

    from helpcentre.search.tokens import tokenise as split

    for language in ("en", "it", "id", "et"):
        found = set()
        for path in Path(folder).glob(f"*.{language}.jsonl.gz"):
            with gzip.open(path, "rt", encoding="utf-8") as lines:
                found.update(word for line in lines for word in split(json.loads(line)["body"]))
        analyser, words = Analyser(language), sorted(found)
        assert words
        assert keys_in_node({analyser.stemmer: words}) == {
            analyser.stemmer: [list(analyser.keys(word)) for word in words]
        }


ODD_QUERIES = [
    *("", "PAY-402", "pay402", "PAY-40", "gc 40", "voucher", "buono regalo", "refund", "soldi tutti indietro"),
    *("codice di sconto", "gimborso", "rimborso zzyzx", "il lo la", "come", "🎉", "paco", "dov'è il mio pacco"),
    *("perche", "PERCHÉ", "unita", "buonoregalo", "LUME7K2P", "<b>", "\x00", "a" * 3000, "800123456", "16-07"),
    *("AT&T", "退", "退货", "標籤", "ﾊﾟｽﾜｰﾄﾞ", "คืน", "doveilmiopacco", "BL-998877", "RR 123 456 789 IT", "📦💳"),
    *("dhl", "american express", "rimborsatemi", "arvetki", "bukunyalah", "kansel oder", "warenty", "e-mail", "e-m"),
    *("30gg", "5gg", "48h", "30 dic", "怎么退货", "返品したい", "คืนสินค้ายังไง"),
]
SPACELESS = [
    article("zh", "如何退货", "把标签贴在包裹上。余额 PayPal付款", ["忘记密码"]),
    article("ja", "パスワードの再設定", "箱に入れてください。ギフトカード"),
    article("th", "คืนสินค้า", "ติดฉลากบนกล่อง 30 วัน"),
]
SISTERS = [
    article("faq/when-refund", "When will I get my refund?", asks=["refund not received"], language="en"),
    article("faq/gift-cards", "Wie funktionieren Geschenkkarten?", language="de"),
]
SETTINGS = SearchSettings(
    synonyms=(("buono regalo", "voucher"), ("soldi indietro", "pagamento")),
    brands={"payment": ("Zappelpay",)},
    shapes=(Shape("BL-######", "faq/where-is-my-order"), Shape("@@#########@@", "faq/shipping-cost")),
)


def invented_articles(chance, vocabulary):
    return [
        article(
            f"faq/{number}",
            " ".join(chance.sample(vocabulary, 4)),
            " ".join(chance.choices(vocabulary, k=60)),
            [" ".join(chance.sample(vocabulary, 3)) for _ in range(3)],
        )
        for number in range(60)
    ]


def invented_query(chance, vocabulary):
    """Return some words, most of them mistyped, run together, cut, foreign or decorated."""
    words = chance.choices(vocabulary, k=chance.randrange(1, 5))
    at = chance.randrange(len(words))
    words[at] = mistyped(words[at], chance)
    if chance.random() < 0.25:
        words.insert(at, chance.choice(ODD_QUERIES))
    query = chance.choice(["", " ", " ", " ", "-"]).join(words)
    return query[: chance.randrange(2, 60)]


@pytest.mark.parametrize("language", ["it", "et", "id", "de", "fi", "zh", "xx"])
@pytest.mark.parametrize("is_small", [True, False])
def test_queries_of_all_kinds_give_the_same_answer_in_both(tmp_path, rounds, monkeypatch, language, is_small):
    if not is_small:
        monkeypatch.setattr("helpcentre.search.index_writer.SMALL_INDEX", 0)
    chance = random.Random(9)
    vocabulary = sorted(set(invented(300, seed=6)) - {""})
    made = invented_articles(chance, vocabulary)
    files = build_index((*SHOP, *made, *SPACELESS), language, SETTINGS, sisters=SISTERS)
    for path, content in files.items():
        target = tmp_path / "helpcentre" / "search" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    queries = [*ODD_QUERIES, *made[0].asks, *(document.title for document in SISTERS)]
    queries += [invented_query(chance, vocabulary) for _ in range(rounds(60, 2500))]
    index = PackedIndex(language, files.__getitem__)
    expected = [(query, *described(index, search(index, query))) for query in queries]
    asked = {"site": str(tmp_path), "queries": [[language, each] for each in queries], "limit": 20, "presented": 3}
    found = node([str(RUNNER)], asked)
    assert [
        (query, each["ids"], each["scores"], each["corrected"], each["suggested"], each["guessed"])
        for query, each in zip(queries, found, strict=True)
    ] == expected
    assert [each["results"] for each in found] == [presented(index, query) for query in queries]
    assert any(answer[-1] for answer in expected), "no answer was a guess"
    assert any(answer[3] for answer in expected), "no query was corrected"


def described(index, answer):
    hits = answer.hits[:20]
    ids = [index.article(hit.number)["id"] for hit in hits]
    return ids, [hit.score for hit in hits], answer.corrected, answer.suggested, answer.guessed


def presented(index, query):
    """Return what readers see of the first three results, as `search-present.js` returns it."""
    answer = search(index, query)
    return [
        {
            "id": each.id,
            "url": each.url,
            "kind": each.kind,
            "topics": each.topics,
            "anchor": each.anchor,
            "title": joined(each.title),
            "titleParts": listed(each.title),
            "heading": joined(each.heading),
            "headingParts": listed(each.heading),
            "snippet": listed(each.snippet),
            "sections": [{"anchor": anchor, "parts": listed(parts)} for anchor, parts in each.sections],
        }
        for each in present_results(index, answer.words, [hit.number for hit in answer.hits[:3]])
    ]


def listed(parts):
    return [[text, is_marked] for text, is_marked in parts]


def joined(parts):
    return "".join(text for text, _ in parts)


def mistyped(word, chance):
    at = chance.randrange(len(word))
    letter = chance.choice(LETTERS)
    return chance.choice(
        [
            *(word, word[:at] + word[at + 1 :], word[:at] + letter + word[at:], word[:at] + letter + word[at + 1 :]),
            *(
                word + chance.choice(["mi", "nya", "ki", "telo", "kin"]),
                word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
            ),
        ]
    )
