//! AWS's partitions: separate worlds with regions and host names of their own. A role lives in one, told by its ARN.
//!
//! Source: botocore's `partitions.json` (names, region prefixes, default regions, DNS suffixes).

/// One partition.
pub struct Partition {
    pub name: &'static str,
    /// What the names of its regions start with; the commercial one is whatever no other claims.
    prefix: &'static str,
    /// Where STS is asked when no region of this partition is set.
    pub default_region: &'static str,
    pub dns_suffix: &'static str,
}

const COMMERCIAL: Partition =
    Partition { name: "aws", prefix: "", default_region: "us-east-1", dns_suffix: "amazonaws.com" };

static OTHERS: &[Partition] = &[
    Partition { name: "aws-cn", prefix: "cn-", default_region: "cn-north-1", dns_suffix: "amazonaws.com.cn" },
    Partition {
        name: "aws-us-gov",
        prefix: "us-gov-",
        default_region: "us-gov-west-1",
        dns_suffix: "amazonaws.com",
    },
    Partition {
        name: "aws-iso",
        prefix: "us-iso-",
        default_region: "us-iso-east-1",
        dns_suffix: "c2s.ic.gov",
    },
    Partition {
        name: "aws-iso-b",
        prefix: "us-isob-",
        default_region: "us-isob-east-1",
        dns_suffix: "sc2s.sgov.gov",
    },
    Partition {
        name: "aws-iso-e",
        prefix: "eu-isoe-",
        default_region: "eu-isoe-west-1",
        dns_suffix: "cloud.adc-e.uk",
    },
    Partition {
        name: "aws-iso-f",
        prefix: "us-isof-",
        default_region: "us-isof-south-1",
        dns_suffix: "csp.hci.ic.gov",
    },
    Partition {
        name: "aws-eusc",
        prefix: "eusc-",
        default_region: "eusc-de-east-1",
        dns_suffix: "amazonaws.eu",
    },
];

/// The partition that a region belongs to.
pub fn of_region(region: &str) -> &'static Partition {
    OTHERS.iter().find(|partition| region.starts_with(partition.prefix)).unwrap_or(&COMMERCIAL)
}

/// The partition by its name in an ARN; an unknown one is treated as the commercial one.
pub fn named(name: &str) -> &'static Partition {
    OTHERS.iter().find(|partition| partition.name == name).unwrap_or(&COMMERCIAL)
}

/// The region in which a role's session works: the configured one where it is of the role's partition, else that
/// partition's default. The flag says that a configured region was replaced.
pub fn region_for(role_partition: &str, configured: Option<&str>) -> (String, bool) {
    let partition = named(role_partition);
    match configured {
        Some(region) if of_region(region).name == partition.name => (region.to_owned(), false),
        Some(_) => (partition.default_region.to_owned(), true),
        None => (partition.default_region.to_owned(), false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_role_decides() {
        assert_eq!(region_for("aws", Some("eu-west-1")), ("eu-west-1".to_owned(), false));
        assert_eq!(region_for("aws-cn", Some("eu-west-1")), ("cn-north-1".to_owned(), true));
        assert_eq!(region_for("aws-us-gov", None), ("us-gov-west-1".to_owned(), false));
        assert_eq!(region_for("aws-us-gov", Some("us-gov-east-1")), ("us-gov-east-1".to_owned(), false));
        assert_eq!(region_for("aws", Some("us-gov-east-1")), ("us-east-1".to_owned(), true));
    }
}
