"""What the rules of a check find, against published figures, and that every kind of fix mends."""

from __future__ import annotations

import numpy as np
import pytest

from orbitviz.analysis.check.finding import apply_fix
from orbitviz.analysis.check.registry import RULES, chosen_rules
from orbitviz.analysis.check.rules.eclipses import sunny_altitude_km
from orbitviz.analysis.remark import Severity
from orbitviz.base.errors import UserError
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.group_edits import add_group, set_group_values
from orbitviz.orbits.propagate import state_vectors
from tests.analysis.check_designs import checked, only_finding
from tests.designs import dawn_dusk, design_of, walker

THE_FILED_INCLINATION = walker([707, 744], 97.2, 2, 5565, shells=22)


@pytest.fixture(scope="module")
def filing():
    return checked(read_builtin("spacex-odc"), "distances", "sunlight", "design")


def of(found, rule, place):
    (finding,) = [one for one in found.findings if one.rule == rule and one.place == place]
    return finding


def test_the_published_separation_of_starlink():
    # Liang et al. 2021, arXiv:2109.13994: 22 planes of 72 at 550 km, 53 degrees, 61.83 km.
    found = checked(design_of(walker(550, 53, 22, 72, 17)), "distances")
    (shell,) = found.shells
    assert shell.min_separation_km == pytest.approx(61.83, abs=0.01)
    assert shell.best_phasing == 17
    assert [one.severity for one in found.findings] == [Severity.NOTE]


def test_the_crossings_of_the_filing_on_the_node_line(filing):
    # Half a slot of 8.0 to 8.7 km by |cos i|, at twice the orbital speed but for the tilt.
    for place, least_km in (
        ("ODC 565-585 km SSO", 0.581), ("ODC 707-744 km SSO", 0.572), ("ODC 967-1002 km SSO", 0.648)
    ):  # fmt: skip
        finding = of(filing, "node-line", place)
        assert finding.value == pytest.approx(least_km, abs=0.001)
        assert finding.severity is Severity.WARNING
        assert len(finding.satellites) == 2
        assert "at 15 km/s" in finding.why or "at 14." in finding.why


def test_two_satellites_named_by_a_finding_meet_at_its_instant(filing):
    finding = of(filing, "node-line", "ODC 967-1002 km SSO")
    constellation = read_builtin("spacex-odc").constellation
    rows = np.array(finding.satellites)
    r_km, _ = state_vectors(constellation, finding.instant, rows)
    # A millisecond of the instant is 15 m at their closing speed.
    assert np.linalg.norm(r_km[0] - r_km[1]) == pytest.approx(finding.value, abs=0.01)


def test_colliding_phasings_of_the_filing(filing):
    finding = of(filing, "phasing", "ODC 686-718 km")
    assert finding.value == pytest.approx(17.1, abs=0.05)
    assert "With phasing 1, " in finding.why
    assert of(filing, "phasing", "ODC 967-1002 km SSO").why.endswith(
        "With phasing 0, satellites collide."
    )


def test_shells_of_the_filing_that_cross(filing):
    found = {one.place: one for one in filing.findings if one.rule == "altitudes"}
    low = "ODC 686-718 km and ODC 707-744 km SSO"
    high = "ODC 946-978 km and ODC 967-1002 km SSO"
    assert found[low].value == pytest.approx(0.0476, abs=0.0005)
    assert found[high].value == pytest.approx(0.0, abs=1e-9)
    assert found[low].severity is found[high].severity is Severity.ERROR
    # Neighbours of 1.33 km slip by 1.5 degrees a day at 702 km (Kepler).
    assert "by 1.5° a day" in found["ODC 686-718 km"].why


def test_eclipse_seasons_of_a_dawn_dusk_shell():
    # 86 days and 18.78 minutes at 700 km, early May to early August; none above 1,391 km (Boley et
    # al. 2026, arXiv:2608.02757, equation 3 and text).
    finding = only_finding(design_of(dawn_dusk(700, 10, planes=1, ltan_h=18)), "eclipses")
    a_day = 1.0
    assert finding.value == pytest.approx(86, abs=a_day)
    assert "takes 18.8 minutes" in finding.why
    assert sunny_altitude_km() == pytest.approx(1391, abs=3)
    assert not checked(design_of(dawn_dusk(1400, 10)), "eclipses").findings
    assert not checked(design_of(dawn_dusk(700, 10, planes=1, ltan_h=10)), "eclipses").findings


def test_a_sunny_altitude_that_is_far_is_told_with_the_battery_that_does_instead():
    # AI1 at 700 km: (175 + 5) kW through 18.8 minutes, 40 % of the battery, losses of the built-in
    # satellite in conversion and discharge.
    group = dawn_dusk(700, 10, planes=1, satellite="ai1")
    fix = only_finding(design_of(group), "eclipses").fix
    assert fix.label == (
        "an altitude of 1,407 km, or a battery of 157 kWh a satellite (17 now) for 18.8 minutes at "
        "full load"
    )
    assert not fix.can_be_applied
    drawn_kwh = 180 * 18.8 / 60
    losses = 0.95 * 0.95
    assert drawn_kwh / losses / 0.4 == pytest.approx(156.7, abs=0.5)


def test_a_battery_that_carries_the_load_through_the_eclipse_leaves_a_note():
    def found(kwh):
        flown = f'[satellites.own]\nlike = "ai1"\nbattery.energy_kwh = {kwh}\n'
        group = dawn_dusk(700, 10, planes=1, satellite="own")
        return only_finding(design_of(group, head=flown), "eclipses")

    assert (found(150).severity, found(150).fix is None) == (Severity.WARNING, False)
    assert (found(160).severity, found(160).fix) == (Severity.NOTE, None)
    assert "A new battery carries the full load through it." in found(160).why


def test_the_design_as_filed_drifts_in_one_group_and_is_dawn_dusk_in_the_others():
    # Table 1 of the filing at 707 to 744 km: 98.22 to 98.37 degrees would fit; 97.2 drifts.
    found = checked(read_builtin("spacex-odc-as-filed"), "sunlight").findings
    drift = only_finding(read_builtin("spacex-odc-as-filed"), "sun-synchronous")
    assert drift.place == "ODC 707-744 km SSO"
    assert drift.value == pytest.approx(-3.33, abs=0.01)
    assert len(drift.shells) == 22
    assert "drift by −2.95 to −3.33 h a year" in drift.why
    assert "98.22 to 98.37°" in drift.why
    others = [one.place for one in found if one.rule == "eclipses"]
    assert others == ["ODC 565-585 km SSO", "ODC 967-1002 km SSO"]
    assert not checked(read_builtin("starlink-gen1"), "sun-synchronous").findings


def dark(altitude_km, **more):
    """Return a design of a plane at dawn whose satellites have hardly a battery."""
    flown = '[satellites.small]\nlike = "ai1"\nbattery.energy_kwh = 0.1\n'
    return design_of(dawn_dusk(altitude_km, 10, planes=1, satellite="small", **more), head=flown)


FIXED = {
    "separation": design_of(walker(550, 53, 72, 22, 36)),
    "phasing": design_of(walker(550, 53, 72, 22, 17)),
    "node-line, phasing": design_of(dawn_dusk(967, 300)),
    "node-line, one plane a shell": design_of(dawn_dusk([565, 585], 4_999, shells=10)),
    "node-line, one shell": design_of(dawn_dusk(565, 4_999)),
    "node-line, as filed": design_of(walker([565, 585], 97.7, 2, 4_999, shells=10)),
    "any-phasing": design_of(walker(550, 90, 4, 10)),
    "altitudes of a group": design_of(walker([686, 718], 30, 3, 5, shells=25)),
    "altitudes falling": design_of(walker([718, 686], 30, 3, 5, shells=25)),
    "altitudes of eccentric shells": design_of(
        walker([900, 901], 53, 2, 3, shells=4, eccentricity=0.001)
    ),
    "altitudes of an eccentric group": design_of(
        walker(1000, 53, 2, 5, eccentricity=0.05), walker(650, 60, 2, 5), walker(1600, 60, 2, 5)
    ),
    "altitudes of two groups": design_of(walker(550, 53, 4, 5), walker(551.4, 30, 4, 5)),
    "altitudes of four groups": design_of(*(walker(1145, 10 * k, 4, 5) for k in range(3, 7))),
    "altitudes interleaved": design_of(
        walker([686, 718], 30, 2, 5, shells=17), dawn_dusk([707, 744], 9, shells=19)
    ),
    "same-orbit": design_of(walker(560, 60, 1, 40), walker(560, 60, 1, 40, raan_deg=180)),
    "sun-synchronous": design_of(THE_FILED_INCLINATION),
    "eclipses": dark(1380),
    "eclipses of a late plane": dark(1405, ltan_h=6.2),
    "eclipses of shells": dark([1370, 1390], shells=3),
    "links": design_of(
        walker(550, 53, 72, 22, 17, links={"pattern": "+grid", "range_km": 1500})
    ),
    "empty-slots": design_of(
        walker(550, 53, 4, 5), walker(600, 53, 4, 9), head="max_satellites = 45\n"
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", FIXED)
def test_every_fix_mends_what_was_found(case):
    document, rule = FIXED[case], case.partition(",")[0].partition(" ")[0]
    finding = next(one for one in checked(document, rule).findings if one.fix is not None)
    mended = apply_fix(document, finding.fix)
    assert mended.design != document.design
    assert [one.place for one in checked(mended, rule).findings if one.fix is not None] == []


@pytest.mark.parametrize("identifier", ["one-shell", "kuiper", "starlink-gen1"])
def test_a_new_group_is_near_no_other(identifier):
    document = add_group(read_builtin(identifier), 0)
    new = document.constellation.shell_count - 1
    assert not [
        one for one in checked(document, "distances").findings
        if new in one.shells and one.severity is not Severity.NOTE
    ]  # fmt: skip


def test_every_rule_with_a_fix_is_mended_above():
    """A rule that offers a fix for a built-in design has a case here."""
    tested = {case.partition(",")[0].partition(" ")[0] for case in FIXED}
    offered = {
        one.rule
        for name in ("spacex-odc", "guowang", "suncatcher-81")
        for one in checked(read_builtin(name), "distances", "sunlight", "design").findings
        if one.fix is not None
    }
    assert offered <= tested


def test_a_fix_of_a_design_that_has_changed_is_refused():
    document = FIXED["phasing"]
    fix = only_finding(document, "phasing").fix
    changed = set_group_values(document, 0, {"altitude_km": 560.0})
    with pytest.raises(UserError, match=r'"phasing 65" cannot be applied: the design has changed'):
        apply_fix(changed, fix)


def test_links_over_their_range_or_behind_the_earth():
    # 72 x 22 at 550 km: neighbours in a plane stand 1,972.0 km apart.
    finding = only_finding(FIXED["links"], "links")
    assert finding.value == pytest.approx(1972.0, abs=0.1)
    assert finding.fix.label == "range of links 1,980 km"
    # Eight satellites in a plane at 550 km stand 5,302 km apart; 5,016.6 km is the longest that
    # passes 80 km over the Earth (Bhattacherjee & Singla 2019, R 6,378 km).
    far = design_of(walker(550, 53, 1, 8, links={"pattern": "in-plane"}))
    finding = only_finding(far, "links")
    assert (finding.severity, finding.fix) == (Severity.ERROR, None)
    assert finding.value == pytest.approx(2 * 6928.137 * np.sin(np.pi / 8), abs=0.1)
    assert finding.limit == pytest.approx(5016.6, abs=1.0)
    near = design_of(walker(550, 53, 1, 9, links={"pattern": "in-plane"}))
    assert not checked(near, "links").findings


def test_sites_without_cover_are_told_with_their_gaps():
    site = '[[sites]]\nname = "{}"\nlat_deg = {}\nlon_deg = 0\n'
    polar = walker(550, 53, 4, 5)
    document = design_of(polar, tail=site.format("Pole", 89) + site.format("Here", 45))
    pole, here = checked(document, "cover").findings
    assert (pole.place, here.place) == ("site Pole", "site Here")
    # 53 degrees at 550 km reach a latitude of 73 degrees at the horizon.
    assert "No satellite stands above" in pole.why
    assert pole.value == pytest.approx(24 * 60.0)
    assert 0.0 < here.value < 24 * 60.0
    assert "in 24 hours from the epoch, in " not in pole.why


def test_a_fix_that_the_design_does_not_allow_is_not_offered():
    # So far down that shells 2 km apart would leave the lowest altitude, 120 km.
    low = design_of(walker([122, 121], 53, 1, 3, shells=3))
    assert only_finding(low, "altitudes").fix is None


def test_a_formation_is_told_and_not_measured():
    found = checked(read_builtin("suncatcher-81"), "distances")
    (finding,) = found.findings
    assert (finding.rule, finding.severity) == ("same-orbit", Severity.NOTE)
    assert {shell.min_separation_km for shell in found.shells} == {None}


def test_shells_of_one_orbit_are_measured_as_one():
    """Two single planes of one shell's pattern, given as two groups, are as that shell."""
    one = design_of(walker(560, 60, 2, 400, 1))
    (shell,) = checked(one, "distances").shells
    turned = {"raan_deg": 180, "phase_deg": 360 / 800}
    two = design_of(walker(560, 60, 1, 400), walker(560, 60, 1, 400, **turned))
    near = design_of(walker(560, 60, 1, 400), walker(560, 60, 1, 400, raan_deg=180))
    assert shell.min_separation_km > 1.0
    assert not checked(two, "same-orbit").findings
    finding = only_finding(near, "same-orbit")
    assert finding.severity is Severity.ERROR
    r_km, _ = state_vectors(near.constellation, finding.instant, np.array(finding.satellites))
    ten_metres_km = 0.01
    assert np.linalg.norm(r_km[0] - r_km[1]) == pytest.approx(finding.value, abs=ten_metres_km)


def test_satellites_that_coincide_are_told_to():
    twice = design_of(walker(560, 60, 3, 40), walker(560, 60, 3, 40))
    assert only_finding(twice, "same-orbit").why.endswith("satellites of both coincide.")
    doubled = {"pattern": "planes", "raan_deg": [0, 0], "phase_deg": [0, 0.001]}
    found = only_finding(design_of({**walker(560, 60, 2, 40), **doubled}), "separation")
    # 0.001 degrees of 6,938 km.
    assert found.why == "In the shell, satellites stay 121 m apart in one plane."


@pytest.mark.parametrize(
    ("altitude", "words"),
    [
        (565, "2 km apart, nodes in turn: 565 to 567 km in place of 565 km"),
        ([565, 575], "2 km apart, nodes in turn: 565 to 583 km in place of 565 to 575 km"),
    ],
)
def test_a_fix_that_widens_the_altitudes_says_so(altitude, words):
    shells = 1 if altitude == 565 else 5
    found = only_finding(design_of(dawn_dusk(altitude, 4_999, shells=shells)), "node-line")
    assert found.fix.label == f"one plane a shell, {words}"


def test_a_season_that_the_year_cuts_is_told_by_the_end_that_is_known():
    # At dusk it lasts from early May to early August (see above).
    def seasons(epoch):
        group = dawn_dusk(700, 10, planes=1, ltan_h=18)
        text = only_finding(design_of(group, epoch=f"{epoch}T00:00:00Z"), "eclipses").why
        return text.partition("seasons of the planes: ")[2].partition(". ")[0]

    until, begin = seasons("2027-07-01").split("; ")
    assert until.startswith("until 2027-08-0")
    assert begin.startswith("from 2028-05-")
    assert begin.endswith(" on")
    assert " to " in seasons("2027-01-01")


def test_two_shells_are_measured_though_satellites_of_one_are_closer():
    """The closest pair of all, which another rule tells of, does not hide the next one."""
    by_plane = {"pattern": "planes", "raan_deg": [0, 180], "phase_deg": [0, 0.002]}
    other = walker(560, 60, 1, 40, phase_deg=0.006)
    document = design_of({**walker(560, 60, 2, 40), **by_plane}, other)
    finding = only_finding(document, "same-orbit")
    rows = np.array(finding.satellites)
    assert [row // 80 for row in sorted(rows)] == [0, 1]
    r_km, _ = state_vectors(document.constellation, finding.instant, rows)
    assert np.linalg.norm(r_km[0] - r_km[1]) == pytest.approx(finding.value, abs=0.01)
    # 0.004 degrees apart at the crossing, where the planes are tilted by 120 degrees.
    assert finding.value == pytest.approx(6938.137 * np.radians(0.004) * 0.5, abs=1e-4)


def test_shells_of_other_eccentricity_are_no_formation():
    """J2 turns their nodes and perigees at other rates, so that they drift through each other."""
    circle = walker(1500, 53, 1, 4)
    document = design_of(circle, {**circle, "eccentricity": 0.1})
    (finding,) = checked(document, "same-orbit", "altitudes").findings
    assert (finding.rule, finding.severity) == ("altitudes", Severity.ERROR)
    assert "partly at the same altitudes" in finding.why
    assert "by 0.0423° a day" in finding.why


@pytest.mark.parametrize(("rule", "what"), [("separation", "Distances"), ("links", "Lengths")])
def test_eccentric_shells_are_said_not_to_be_checked(rule, what):
    # At 8,378 km and e = 0.2 twelve in a plane stand 3,558 to 5,255 km apart, 4,337 km on a circle.
    links = {"pattern": "in-plane", "range_km": 4400}
    finding = only_finding(design_of(walker(2000, 53, 1, 12, eccentricity=0.2, links=links)), rule)
    assert finding.severity is Severity.NOTE
    assert finding.why.startswith(f"{what} of ")


def test_planes_that_meet_head_on_away_from_the_equator():
    """A star of twelve planes: at the seam they are 15 degrees short of opposite."""
    document = design_of({**walker(1200, 87.9, 12, 52, 6), "pattern": "walker-star"})
    finding = only_finding(document, "node-line")
    r_km, _ = state_vectors(document.constellation, finding.instant, np.array(finding.satellites))
    lat_deg = np.degrees(np.arcsin(r_km[:, 2] / np.linalg.norm(r_km, axis=1)))
    assert lat_deg == pytest.approx([74.29, 74.29], abs=0.01)
    assert "meet head-on at 74° north and south: 828 m apart" in finding.why


def test_a_late_dawn_dusk_plane_is_told_its_own_sunny_altitude():
    finding = only_finding(design_of(dawn_dusk(1450, 10, planes=1, ltan_h=6.4)), "eclipses")
    assert "Only above 1,487 km" in finding.why


def test_a_site_is_covered_from_its_own_least_elevation():
    site = '[[sites]]\nname = "Here"\nlat_deg = 45\nlon_deg = 0\n'
    shell = walker(550, 53, 20, 22, 7)
    assert not checked(design_of(shell, tail=site), "cover").findings
    steep = design_of(shell, tail=f"{site}min_elevation_deg = 60\n")
    assert "stands above 60° over Here for" in only_finding(steep, "cover").why


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("phasng", r'there is no rule or category "phasng", did you mean "phasing"\?'),
        ("zzz", "allowed: separation, node-line, .*; or distances, "),
    ],
)
def test_a_rule_that_does_not_exist(word, told):
    with pytest.raises(UserError, match=told):
        chosen_rules([word])


def test_rules_are_chosen_by_name_or_category():
    assert [rule.name for rule in chosen_rules(["eclipses"])] == ["eclipses"]
    assert {rule.category for rule in chosen_rules(["sunlight", "phasing"])} == {
        "sunlight", "distances"
    }  # fmt: skip
    assert chosen_rules([]) == RULES
    assert len({rule.name for rule in RULES}) == len(RULES)
