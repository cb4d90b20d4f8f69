"""What else a sentence does, by rule: it promises, thanks, offers, or says what somebody needs.

Each rule is a pattern that must be found and one that must not. Learned marks for these would need sentences that people have judged; there are
none with a licence that lets us ship what is learnt, so the patterns are plain and can be read. The speech acts are those of Searle 1976
(Language in Society 5:1-23): commissives (promise, offer), expressives (thanks), and representatives of one's own want (need).
"""

import re
from dataclasses import dataclass

_DEED = (
    r"(?:send|forward|get (?:back|you|it|them|that|this|the|both|him|her|in touch)|give you|give (?:him|her|them|it) (?:a|to)|check|look (?:into|at|over|for|it|them|this|that)|find|call|ring|phone|"
    r"email|e-mail|mail|write|let (?:you|u) know|introduce|connect you|put (?:you|it|them|that|this|together|in)|ask|share|bring|review|try|arrange|set up|schedule|book|"
    r"follow up|take care of|do (?:it|that|this|so|the)|make (?:sure|it|the|a|that|this|you|an)|pass|draft|prepare|finish|complete|come back to|keep (?:you|an|in)|handle|fix|"
    r"update|add|include|circulate|confirm|respond|reply|return|read|pay|order|print|copy|fax|drop|submit|provide|help|mention|remind|report back|post|pick (?:it|you|up|them)|"
    r"have (?:it|them|this|that|my|the)\b)"
)
_SOON = (
    r"(?:(?:also|then|just|certainly|definitely|gladly|happily|be sure to|try to|see (?:if|what)|personally|probably|go ahead and|still) )*"
)
_I = r"(?:i|we)"
_HELPING = r"(?:help|assist|send|share|introduce|connect|put you|make (?:an|the|that) intro(?:duction)?|look|review|read|talk|speak|chat|meet|discuss|answer|walk you|show|give|provide|lend|support|explain|go over|join|do (?:it|that|this|so)|take|set)"
_SOMEBODY = r"(?:someone|somebody|anyone|anybody|people|a person|any one)"


@dataclass(frozen=True, slots=True)
class _Rule:
    kind: str
    found: re.Pattern[str]
    unless: re.Pattern[str]


def _rule(kind: str, found: list[str], unless: list[str]) -> _Rule:
    return _Rule(kind, re.compile("|".join(found)), re.compile("|".join(unless)))


RULES = (
    _rule(
        "promise",
        [
            rf"\b{_I}(?:'ll| will| shall|'m going to| am going to|'re going to| are going to| promise to) {_SOON}(?:be (?:sending|getting|calling|in touch|back to you)|{_DEED})\b",
            rf"\blet me (?:{_SOON}(?:get back|come back|find out|check|look into|see (?:if|what (?:i|we))|ask (?:around|him|her|them)|talk to|speak to|think about))\b",
            r"\byou(?:'ll| will) (?:have|get|receive) (?:it|them|this|that|the|my|our)\b.{0,80}\b(?:from me|from us|by|tomorrow|today|tonight|this week|next week)\b",
            r"\b(?:leave it (?:to|with) me|i(?:'m| am) on it|you have my word|i promise\b|consider it done)",
        ],
        [
            rf"\b{_I}(?:'ll| will) (?:never|not)\b",
            r"\b(?:i'll|i will|we'll|we will) (?:do (?:my|our) best to be|have to|get (?:to|there|in|home|a chance)|keep (?:it|this|that) short)\b",
            r"^(?:what|when|where|how|who|which|whether)\b.*\?\s*$",
            r"\b(?:if|unless|otherwise|or) (?:i|we) (?:don't|do not|haven't|have not) (?:hear|receive|get)\b",
        ],
    ),
    _rule(
        "thanks",
        [
            r"\b(?:thank you|thank u|thanks|thankyou|thx|many thanks|cheers)\b[^.?!]{0,40}?\bfor\b",
            r"\b(?:thank you|thanks)\b[^.?!]{0,15}\b(?:again|so much|very much|a lot|a million|a ton|a bunch)\b",
            r"\b(?:i|we)(?:'m| am|'re| are)? (?:\w+ ){0,2}(?:appreciate (?:your|you|the|all|that|this|it|how|everything|what)|grateful (?:for|to you|that)|thankful (?:for|to you|that)|indebted to you)",
            r"\bi owe you one\b|\b(?:you|that) (?:were|was|have been|has been) (?:such |so |a |an |very |really |incredibly |hugely )*(?:great |big |huge )?(?:helpful|help)\b|\bcouldn't have done (?:it|this|that) without you\b",
        ],
        [
            r"\b(?:in advance|no,? thanks|no,? thank you|thanks but no)\b",
            r"\b(?:would|i'd|we'd|will|could|should) (?:\w+ ){0,3}(?:be )?(?:\w+ )?(?:appreciate|grateful|thankful)",
            r"\bthank (?:you|u) for (?:your (?:order|purchase|payment|subscription|business|registration|interest in|patience|attention|cooperation|consideration)|"
            r"choosing|shopping|subscribing|registering|signing up|visiting|contacting|using|being a)\b",
            r"\bthanks for (?:your (?:order|purchase|patience|attention|cooperation|consideration)|choosing|shopping|subscribing|registering|signing up|visiting|contacting|using|being a)\b",
            r"^(?:hi |hello )?(?:\w+[,:] )?(?:thank you|thanks|many thanks)(?: very much| so much| a lot)? for (?:the|your|all of the|following)(?: \w+)?? ?(?:e-?mails?|messages?|voicemails?|mail|me|note)[.! ]*$",
            r"\b(?:as a|to) thank you\b",
            r"\b(?:to|should|please|must|wish to|want to|like to) (?:thank|say thanks to) (?:him|her|them)\b",
        ],
    ),
    _rule(
        "offer",
        [
            rf"(?:\b(?:i|we)(?:'m| am|'re| are|'d be| would be|'ll be| will be| shall be)|\bam|\bwould be|^|[,;] ?(?:and )?) ?(?:(?:always|more than|also|very|quite|so|still|of course|only too) )*(?:happy|glad|delighted|pleased|willing|available) to (?:(?:also|always|personally) )?{_HELPING}\b",
            rf"\b(?:let (?:me|us) know|tell (?:me|us)|(?:give me a )?(?:shout|call)|just (?:ask|say))\b.{{0,12}}\b(?:if|how|what|whether)\b.{{0,25}}\b(?:{_I} (?:can|could) (?!be there|call|come|expect|have|see|get|go|pick|plan)|(?:you need|you'd like|you would like|you want) (?:any |some |more |a )?(?:help|hand|anything|assistance|support|me to|us to))\b",
            r"\bif (?:there is|there's|there are) (?:anything|something|any way|any other way|anything else)\b.{0,20}\b(?:i|we) (?:can|could)\b",
            r"\b(?:would you like|do you want|do you need) (?:me|us) to\b",
            r"^(?:how )?can (?:i|we) (?:help|assist|bring you|do anything)\b|\bshall (?:i|we) (?:send|ask|introduce|put|call|bring|share|take|set|check|look|draft|write|help)\b",
            r"\b(?:i|we) (?:can|could) (?:(?:also|certainly|easily|gladly|happily|definitely|probably|always|of course) )?(?:help|assist|introduce|connect|put|send|lend|share|show|give|bring|offer)\b.{0,30}\b(?:you|your)\b",
            r"\b(?:i|we)(?:'d| would) (?:be )?(?:love|like|happy|glad|delighted) to (?:help|offer you|support|assist|introduce you|lend)\b",
            r"\b(?:don't|do not|never) hesitate to (?:ask|call me for)\b|\bif you need (?:any |some |a )?(?:help|hand|assistance|support)\b|\b(?:i'm|i am|we're|we are) here (?:to help|for you|if you need)\b|\b(?:count me in|i volunteer|at your service|my door is)\b",
        ],
        [
            r"\bso (?:that )?(?:i|we) (?:can|could)\b",
            r"\b(?:happy|glad|delighted|pleased) to (?:\w+ )?(?:hear|see|say|announce|report|inform|learn|know)\b",
            r"\b(?:not|never|no longer|isn't|aren't|wasn't) (?:\w+ )?(?:happy|willing|ready|available|glad) to\b",
            r"\b(?:i|we) (?:can|could)(?:'t| not|not)\b|\bcannot\b",
            r"\b(?:are|would|will|could) you (?:be )?(?:\w+ )?(?:happy|glad|willing|available|able|ready) to\b",
            r"\bif (?:there is|there's) anything (?:you|they) can\b",
            r"^(?:wish|if only)\b|\b(?:so that|how|where|what|when) (?:i|we) (?:can|could) (?!help)|\b(?:glad|pleased|happy|delighted) to (?:\w+ )?meet\b",
        ],
    ),
    _rule(
        "need",
        [
            rf"\b{_I}(?:'m|'re| am| are|'ve been| have been) (?:\w+ )?(?:looking|searching|hunting) for\b",
            r"(?:^|[,;:-] ?)(?:still |currently |also )?(?:looking|searching) for (?:a|an|some|someone|somebody|people|advice|help|recommendations)\b",
            rf"\b{_I} (?:\w+ )?(?:need|require|could use|could do with|would love|'d love) (?:(?:some|a bit of|a little|any|your|more) )?(?:{_SOMEBODY}|help|advice|input|guidance|support|feedback|assistance|expertise|a hand|an? intro\w*|an? (?:good|reliable|trusted|experienced)|an? (?:\w+ ){{0,2}}(?:person|expert|contact|speaker|reference|mentor|partner|supplier|candidate|consultant|lawyer|designer|engineer|developer|place|way|copy|list|replacement))\b",
            rf"\b(?:do|does|would|might) (?:you|anyone|anybody|any of you|someone) (?:happen to |also |by chance )?know (?:of )?(?:{_SOMEBODY}|any|a good|a|an|some|who|where i|how i|how to)\b",
            r"\b(?:do|does) (?:you|anyone|anybody|any of you)(?: here)? have (?:any |some |a )?(?:experience|contacts?|advice|tips|recommendations?)\b",
            rf"\b(?:is|are) there {_SOMEBODY} (?:\w+ )?(?:who|that|with|we|i|you know)\b|\b(?:anyone|anybody|someone|somebody) (?:here |out there )?(?:who|with) (?:\w+ )?(?:has|knows|could|can|would|might|experience)\b.*\?",
            rf"\b{_I}(?:'m|'re| am| are) (?:\w+ )?(?:struggling (?:with|to)|stuck (?:on|with|in)|in need of|short (?:of|on)|trying to (?:find|locate|hire|recruit|figure out)|at a loss|hiring|recruiting|in the market for)\b",
            r"\b(?:can|could) (?:you|anyone|anybody|someone|any of you) (?:please )?(?:recommend|suggest|point me (?:to|towards|at)|refer me|put me in touch|introduce me|connect me)\b|\bany (?:recommendations|suggestions|advice|pointers|tips) (?:for|on|about|as to|regarding|how)\b",
            rf"\b{_I} (?:\w+ )?(?:lack|don't (?:really )?know (?:how|anyone|anybody|who to))\b",
        ],
        [
            r"(?:^|\b)(?:if|when|whenever|whether|in case|unless) (?:i|we)\b",
            r"\b(?:not|never|no longer|aren't|isn't|stopped) (?:\w+ )?(?:looking|searching|hiring|recruiting|in need)\b",
            r"\b(?:don't|do not|didn't|won't|no longer) (?:\w+ )?(?:need|require)\b",
        ],
    ),
)
# How likely each rule is right: (right + 1)/(read + 2) where hits in judged work mail were read by hand, advertising apart (docs/formulas.md, Noticing).
RIGHT = {"promise": 0.89, "thanks": 0.90, "offer": 0.83, "need": 0.67}


def kinds(sentence: str) -> list[str]:
    """Which of promise, thanks, offer and need a sentence is, in this order; `sentence` is one line of at most some thousand characters."""
    text = sentence.lower().replace("’", "'")
    return [rule.kind for rule in RULES if rule.found.search(text) and not rule.unless.search(text)]
