//! Tables to try the room with, made up: no person has these sites.

/// The earlier time.
pub const EARLIER: &str = "\
chromosome\tposition\tstrand\tfragments\n\
chr8\t21354023\t+\t41\n\
chr13\t33136985\t+\t29\n\
chr3\t5463752\t+\t22\n\
chr13\t37869733\t-\t14\n\
chr2\t15893347\t-\t11\n\
chr9\t12587320\t+\t9\n\
chr9\t15388169\t+\t7\n\
chr21\t18465360\t-\t6\n\
chr7\t12060766\t-\t5\n\
chr10\t43075620\t-\t4\n\
chr3\t41658031\t-\t4\n\
chr22\t27033665\t+\t3\n\
chr6\t17597513\t-\t3\n\
chr9\t6995922\t-\t3\n\
chr1\t20591873\t-\t2\n\
chr17\t14094628\t-\t2\n\
chr14\t41192335\t-\t2\n\
chr14\t31291088\t+\t2\n\
chr8\t21475692\t-\t2\n\
chr2\t6440882\t+\t1\n\
chr15\t43033686\t-\t1\n\
chr17\t36877861\t-\t1\n\
chrX\t24007822\t+\t1\n\
chr22\t14124715\t+\t1\n\
chr14\t14600994\t-\t1\n\
chr9\t13328143\t-\t1\n\
chr14\t40511597\t-\t1\n\
chr21\t38482245\t+\t1\n\
chr11\t7776615\t+\t1\n\
chrX\t16359168\t-\t1\n\
chr19\t42300947\t+\t1\n\
chr4\t23217529\t+\t1\n\
chr10\t31804227\t+\t1\n\
chr2\t24963504\t+\t1\n\
chr10\t46312792\t-\t1\n\
chr1\t22663430\t-\t1\n";

/// The later time: one clone has grown, others have come and gone.
pub const LATER: &str = "\
chromosome\tposition\tstrand\tfragments\n\
chr8\t21354023\t+\t118\n\
chr9\t15388169\t+\t31\n\
chr3\t5463752\t+\t26\n\
chr2\t15893347\t-\t16\n\
chr13\t33136985\t+\t12\n\
chr11\t11261591\t-\t9\n\
chr7\t12060766\t-\t5\n\
chr22\t27033665\t+\t4\n\
chr20\t46636961\t+\t4\n\
chr13\t37869733\t-\t3\n\
chr1\t20591873\t-\t3\n\
chr21\t18465360\t-\t2\n\
chr6\t17597513\t-\t2\n\
chrX\t24007822\t+\t2\n\
chr10\t42455134\t+\t2\n\
chr15\t20595475\t+\t2\n\
chr10\t43075620\t-\t1\n\
chr14\t41192335\t-\t1\n\
chr8\t21475692\t-\t1\n\
chr15\t43033686\t-\t1\n\
chr9\t13328143\t-\t1\n\
chr9\t26611066\t+\t1\n\
chr11\t39459423\t+\t1\n\
chr12\t4006288\t-\t1\n\
chr6\t25507541\t-\t1\n\
chr10\t39349746\t+\t1\n\
chr15\t14907421\t-\t1\n";
