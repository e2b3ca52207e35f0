"""Finding what to do: home, search, bundles, items, guides, the deciding questions."""

from onewindow.catalog import versions
from onewindow.portal.directory import planned


def test_the_home_page_is_for_everybody_and_counts_ten_working_days(client, city):
    page = client.get("/").context["page"]
    assert page.going_on is None
    assert str(page.calendar.tenth) == "2026-04-27"
    assert page.bundles[0].code == "E05"
    assert page.bundles[0].days < page.bundles[0].serial_days


def test_acting_for_a_firm_shows_what_firms_do(li_na):
    firm = next(one for one in li_na.get("/").context["page"].applicants if one.kind == "organisation")
    assert li_na.post("/who/", {"applicant": firm.id, "next": "/"})["Location"] == "/"
    page = li_na.get("/").context["page"]
    assert page.kind == "firm"
    assert "E01" in {row.code for row in page.bundles}


def test_nobody_acts_for_somebody_elses_firm(li_na, zhou_ping):
    firm = next(one for one in li_na.get("/").context["page"].applicants if one.kind == "organisation")
    assert zhou_ping.post("/who/", {"applicant": firm.id}).status_code == 404


def test_leaving_the_site_after_the_switch_is_refused(li_na):
    me = li_na.get("/").context["page"].applicants[0]
    assert li_na.post("/who/", {"applicant": me.id, "next": "https://elsewhere.example/"})["Location"] == "/"


def test_spoken_words_find_the_bundle(client, city):
    page = client.get("/search/", {"q": "想开一家小饭馆"}).context["page"]
    assert page.bundles[0].code == "E05"


def test_nonsense_finds_nothing_and_says_what_to_do(client, city):
    for text in ("", "   ", "qqqzzzxxx", "\x00", "%" * 500, "<script>"):
        response = client.get("/search/", {"q": text})
        assert response.status_code == 200
        assert b"<script>alert" not in response.content


def test_every_guide_can_be_read(client, city):
    catalogue = versions.current()
    for code in [*catalogue.items, *catalogue.bundles]:
        response = client.get(f"/guide/{code}/")
        assert response.status_code == 200, code
        assert response.context["page"].steps


def test_every_bundle_can_be_started(client, city):
    for code in versions.current().bundles:
        assert client.get(f"/start/{code}/", {"asked": "1"}).status_code == 200, code


def test_a_guide_says_what_is_illustrative(client, city):
    assert "示例" in client.get("/guide/B01/").content.decode()


def test_an_unknown_code_is_404(client, city):
    assert client.get("/guide/Z99/").status_code == 404
    assert client.get("/start/Z99/").status_code == 404


def test_the_personal_list_leaves_out_what_the_answers_rule_out(client, city):
    page = client.get("/start/E05/", {"asked": "1", "drains_to_sewer": "no"}).context["page"]
    assert "B06" not in {one.code for one in page.items}
    assert page.not_needed


def test_answers_that_do_not_fit_are_left_out_of_the_list(client, city):
    assert client.get("/start/E05/", {"asked": "1", "seats": "many", "drains_to_sewer": "perhaps"}).status_code == 200


def test_who_holds_a_paper_is_not_asked_for_it(client, li_na):
    stranger = client.get("/start/E05/", {"asked": "1"}).context["page"]
    known = li_na.get("/start/E05/", {"asked": "1"}).context["page"]
    house = "住所使用证明（房产证明或租赁合同）"
    assert house in {one.name for one in stranger.asked}
    assert house not in {one.name for one in known.asked}
    assert house in {line.name for line in known.spared}


def test_the_plan_of_a_bundle_is_computed_once_for_each_catalogue(city):
    assert planned("E05") is planned("E05")


def test_items_of_one_department_can_be_chosen(client, city):
    assert len(client.get("/items/", {"department": "fire"}).context["shown"]) == 1
    assert len(client.get("/items/", {"department": "nobody"}).context["shown"]) > 1
