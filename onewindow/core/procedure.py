"""The procedure profiles: for each kind of item the lawful commands, its default clocks and how a negative outcome is remedied."""

from __future__ import annotations

from dataclasses import dataclass

from onewindow.core import commands as c
from onewindow.core.terms import ItemTerms, Limit, Unit

PAUSING = ("hearing", "bidding", "auction", "inspection", "test", "quarantine", "appraisal", "expert_review")
"""The eight procedures that law does not count (行政许可法 §45): 听证、招标、拍卖、检验、检测、检疫、鉴定、专家评审."""

CORRECTION_DAYS = 15
"""Working days to answer a correction notice when the item says nothing; configuration, the notice states it (许可法 §32 names no number)."""
DELIVERY = Limit(10, Unit.WORKDAY, "行政许可法 §44", "law")
HEARING_REQUEST = Limit(5, Unit.WORKDAY, "行政许可法 §47", "law")
HEARING_HOLD = Limit(20, Unit.WORKDAY, "行政许可法 §47", "law")
HEARING_NOTICE_DAYS = 7
JOINT = Limit(45, Unit.WORKDAY, "行政许可法 §26、§42", "law")
JOINT_EXTENSION_DAYS = 15
GOVERNMENT = "government"
"""The department code of the people's government at this level, whose head extends a joint handling (§42)."""

_COMMON = frozenset(
    {
        c.FileApplication,
        c.SupplyAwaited,
        c.ReceiveDocument,
        c.CloseAsNotReceived,
        c.RequestCorrection,
        c.SupplyCorrection,
        c.Accept,
        c.RefuseAcceptance,
        c.SupplySupplement,
        c.ClaimReview,
        c.GiveOpinion,
        c.ClaimDecision,
        c.Grant,
        c.Refuse,
        c.Issue,
        c.Deliver,
        c.Close,
        c.Withdraw,
    }
)
_PAUSE = frozenset({c.PauseClock, c.ResumeClock})
_EXTEND = frozenset({c.ExtendTerm})
_HEARING = frozenset({c.TellHearingRight, c.RequestHearing, c.AnnounceHearing, c.RecordHearing})
_COMMITMENT = frozenset({c.GrantOnCommitment})
_PARTY = frozenset({c.TellParty, c.RecordStatement})


@dataclass(frozen=True, slots=True)
class Profile:
    """One kind of procedure.

    `deemed`: silence past `completeness_days` accepts (许可法 §32(四)); `default` is the decision limit where the item has none,
    with origin `law` or `profile`; `extension_days` once by the head of the body; `remedies`: a negative outcome names
    reconsideration and suit (行政复议法 §20, 行政诉讼法 §46), else complaint; `party`: the other side is heard first.
    """

    key: str
    name: str
    commands: frozenset[type]
    completeness_days: int
    deemed: bool
    default: Limit
    extension_days: int
    remedies: bool
    party: bool = False


PROFILES = {
    profile.key: profile
    for profile in (
        Profile(
            "permit",
            "行政许可",
            _COMMON | _PAUSE | _EXTEND | _HEARING | _COMMITMENT,
            completeness_days=5,
            deemed=True,
            default=Limit(20, Unit.WORKDAY, "行政许可法 §42", "law"),
            extension_days=10,
            remedies=True,
        ),
        Profile(
            "confirmation",
            "行政确认",
            _COMMON | _PAUSE | _EXTEND | _COMMITMENT,
            completeness_days=5,
            deemed=False,
            default=Limit(30, Unit.WORKDAY, "本程序默认，单行法另有规定的从其规定", "profile"),
            extension_days=15,
            remedies=True,
        ),
        Profile(
            "payment",
            "行政给付",
            _COMMON | _PAUSE | _EXTEND | _COMMITMENT,
            completeness_days=5,
            deemed=False,
            default=Limit(30, Unit.WORKDAY, "本程序默认，单行法另有规定的从其规定", "profile"),
            extension_days=15,
            remedies=True,
        ),
        Profile(
            "award",
            "行政奖励",
            _COMMON | _PAUSE | _EXTEND,
            completeness_days=5,
            deemed=False,
            default=Limit(60, Unit.WORKDAY, "本程序默认，评选文件另有规定的从其规定", "profile"),
            extension_days=30,
            remedies=True,
        ),
        Profile(
            "adjudication",
            "行政裁决",
            _COMMON | _PAUSE | _EXTEND | _PARTY,
            completeness_days=5,
            deemed=False,
            default=Limit(60, Unit.WORKDAY, "本程序默认，单行法另有规定的从其规定", "profile"),
            extension_days=30,
            remedies=True,
            party=True,
        ),
        Profile(
            "filing",
            "备案、登记和其他行政权力",
            _COMMON | _PAUSE | _EXTEND | _COMMITMENT,
            completeness_days=5,
            deemed=False,
            default=Limit(10, Unit.WORKDAY, "本程序默认，单行法另有规定的从其规定", "profile"),
            extension_days=10,
            remedies=True,
        ),
        Profile(
            "service",
            "公共服务",
            _COMMON | _PAUSE | _COMMITMENT,
            completeness_days=5,
            deemed=False,
            default=Limit(10, Unit.WORKDAY, "本程序默认", "profile"),
            extension_days=0,
            remedies=False,
        ),
    )
}


def profile_of(terms: ItemTerms) -> Profile:
    """The profile of an item; KeyError for a kind that the catalogue check would have refused."""
    return PROFILES[terms.profile]


def commands_of(terms: ItemTerms) -> frozenset[type]:
    """The commands that are lawful for an item at all; a joint handling can be extended whatever its kind (§42)."""
    found = profile_of(terms).commands
    return found | _EXTEND if terms.joint else found


def statutory_limit(terms: ItemTerms) -> Limit:
    """The limit of law: joint handling, else the item's own, else the profile's, which says whether it is law."""
    if terms.statutory is not None:
        return terms.statutory
    return JOINT if terms.joint else profile_of(terms).default


def promised_limit(terms: ItemTerms) -> Limit:
    """The limit the body promised in public; without a promise the limit of law (优化营商环境条例 §36)."""
    return terms.promised or statutory_limit(terms)


def extension_limit(terms: ItemTerms) -> int:
    """The most working days by which the term may be extended, once."""
    if terms.extension_days is not None:
        return terms.extension_days
    return JOINT_EXTENSION_DAYS if terms.joint else profile_of(terms).extension_days


def completeness_limit(terms: ItemTerms) -> Limit:
    """Working days to tell what is missing; 0 is on the spot."""
    profile = profile_of(terms)
    own = terms.completeness_days if profile.deemed else None
    days = profile.completeness_days if own is None else own
    return Limit(
        days, Unit.WORKDAY, "行政许可法 §32(四)" if profile.deemed else "一次性告知制度", "law" if profile.deemed else "profile"
    )
